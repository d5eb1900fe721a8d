package dev.basin.cli;

import dev.basin.lab.instrument.Meter;
import dev.basin.lab.instrument.Price;

/**
 * Tells a progress line of passes in gradients of a point: an evaluation is a third of one, a
 * product with the Hessian seven.
 *
 * @param progress hears of them
 */
record GradientMeter(ProgressLine progress) implements Meter {
  private static final double EVALUATION = 1.0 / 3;
  private static final double PRODUCT = 7;

  /** The work of a price in the same unit. */
  static double work(Price price) {
    return EVALUATION * price.evaluations() + price.gradients() + PRODUCT * price.products();
  }

  @Override
  public void evaluated(long points) {
    progress.advance(EVALUATION * points);
  }

  @Override
  public void gradient(long points) {
    progress.advance((double) points);
  }

  @Override
  public void product(long points) {
    progress.advance(PRODUCT * points);
  }

  @Override
  public void say(String message) {
    progress.say("measuring", message);
  }
}
