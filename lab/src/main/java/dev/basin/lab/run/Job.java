package dev.basin.lab.run;

import dev.basin.network.Network;
import java.util.List;

/** A part of a run of studies that is done as a whole, by one thread and those it can borrow. */
interface Job {

  /** What it is called in progress lines. */
  String name();

  /** What has to be done before. */
  List<Job> after();

  /** About how many floating-point operations it takes. */
  double flops();

  /** About how many bytes it needs at most while it runs, the data apart. */
  double bytes();

  /** Whether the store holds it already, as far as can be seen without checking sums. */
  boolean isThere();

  /** The network that it computes with. */
  Network network();

  /**
   * Does what is not done yet.
   *
   * @return false if another process is doing it; it is to be tried again later
   */
  boolean run();
}
