package dev.basin.optim;

import dev.basin.engine.text.TextForm;

/**
 * The rate falls to 0 along half a cosine, {@code (1 + cos(π · epochs / length)) / 2}, and stays
 * there (Loshchilov and Hutter 2017, equation 5, without restarts).
 *
 * @param length epochs until it is 0, from 1e-6 to 1e6
 */
public record CosineDecay(double length) implements LearningRateSchedule {

  /** Checks the range. */
  public CosineDecay {
    LENGTHS.require(length, "the cosine schedule's number of epochs");
  }

  @Override
  public double factor(double epochs) {
    return epochs < length ? (1 + StrictMath.cos(Math.PI * epochs / length)) / 2 : 0;
  }

  @Override
  public CosineDecay stretched(double stretch) {
    return new CosineDecay(length * stretch);
  }

  @Override
  public String toText() {
    return "cosine:" + TextForm.write(length);
  }

  @Override
  public String describe() {
    return "along a cosine to 0 at epoch " + TextForm.write(length);
  }
}
