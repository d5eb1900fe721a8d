package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;

/**
 * How a speaker differs from the model: dimension d of a frame is multiplied by {@code exp(0.1 n)}
 * and shifted by {@code 0.3 n′}, with standard normal n and n′ for each speaker and dimension. That
 * is what adaptation of the features to the speaker leaves over, small beside the differences
 * between phones.
 */
final class Speaker {
  static final double GAIN = 0.1;
  static final double SHIFT = 0.3;

  private final float[] gain = new float[StateMixtures.DIMENSION];
  private final float[] shift = new float[StateMixtures.DIMENSION];

  /** Draws a speaker. */
  Speaker(RandomStream stream) {
    for (int d = 0; d < StateMixtures.DIMENSION; d++) {
      gain[d] = (float) StrictMath.exp(GAIN * stream.nextGaussian());
      shift[d] = (float) (SHIFT * stream.nextGaussian());
    }
  }

  /** What this speaker makes of dimension d of a frame of the model's. */
  float speak(int d, double modelled) {
    return (float) (gain[d] * modelled + shift[d]);
  }

  /** What the model's frame had in dimension d before this speaker spoke it. */
  double modelled(int d, float spoken) {
    return (spoken - shift[d]) / gain[d];
  }
}
