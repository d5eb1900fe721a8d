package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;

/**
 * How light and colours of an image differ from its prototype's: a value x of channel c becomes
 * {@code 128 + contrast · (x − 128) + offset_c}. The contrast is log-uniform from 1/1.4 to 1.4; an
 * offset is the sum of a uniform number from −30 to 30, the same for all channels, and one of the
 * channel's own from −15 to 15.
 */
final class Toning {
  private static final double GREY = 128;
  private static final double CONTRAST = StrictMath.log(1.4);
  private static final double BRIGHTNESS = 30;
  private static final double TINT = 15;

  private final double contrast;
  private final double[] offset = new double[Field.CHANNELS];

  /** Draws a toning. */
  Toning(RandomStream stream) {
    contrast = StrictMath.exp(CONTRAST * Uniform.symmetric(stream));
    double brightness = BRIGHTNESS * Uniform.symmetric(stream);
    for (int channel = 0; channel < Field.CHANNELS; channel++) {
      offset[channel] = brightness + TINT * Uniform.symmetric(stream);
    }
  }

  /** Tones a colour in place. */
  void apply(double[] colour) {
    for (int channel = 0; channel < Field.CHANNELS; channel++) {
      colour[channel] = GREY + contrast * (colour[channel] - GREY) + offset[channel];
    }
  }
}
