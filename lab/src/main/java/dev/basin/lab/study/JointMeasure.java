package dev.basin.lab.study;

import dev.basin.lab.instrument.Measurement;
import java.util.List;

/**
 * A measurement of several arms' solutions of one trial together, such as the path between two.
 *
 * @param what is measured
 * @param arms whose solutions, in the order in which the instrument takes them
 */
public record JointMeasure(Measurement what, List<String> arms) {

  /** Copies the list. */
  public JointMeasure {
    arms = List.copyOf(arms);
  }
}
