package dev.basin.lab.run;

import dev.basin.lab.Progress;
import dev.basin.lab.instrument.Meter;
import dev.basin.lab.instrument.Price;
import dev.basin.network.Network;

/** Tells of passes as work in floating-point operations, as much of it as was expected. */
final class FlopMeter implements Meter {
  private final Network network;
  private final Progress progress;
  private final String job;
  private double left;

  FlopMeter(Network network, Progress progress, String job) {
    this.network = network;
    this.progress = progress;
    this.job = job;
  }

  /** The next measurement takes about so many. */
  synchronized void expect(double flops) {
    left = flops;
  }

  /** It took fewer. */
  synchronized void finish() {
    progress.skip(left);
    left = 0;
  }

  private synchronized void advance(Price price) {
    double done = Math.min(left, price.flops(network));
    left -= done;
    progress.advance(done);
  }

  @Override
  public void evaluated(long points) {
    advance(new Price(points, 0, 0, 0));
  }

  @Override
  public void gradient(long points) {
    advance(new Price(0, points, 0, 0));
  }

  @Override
  public void product(long points) {
    advance(new Price(0, 0, points, 0));
  }

  @Override
  public void say(String message) {
    progress.say(job, message);
  }
}
