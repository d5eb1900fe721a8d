package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;

/**
 * Noise of a pixel's channel: nearly normal, with mean 0 and standard deviation {@value
 * #DEVIATION}, the sum of four uniform numbers of 16 bits, scaled.
 */
final class PixelNoise {
  private static final double DEVIATION = 10;
  private static final double MEAN_OF_SUM = 2 * 65_535.0;

  /** A uniform number of {0 … n − 1} has variance (n² − 1) / 12. */
  private static final double DEVIATION_OF_SUM = Math.sqrt(4 * (65_536.0 * 65_536.0 - 1) / 12);

  private PixelNoise() {}

  static double draw(RandomStream stream) {
    long bits = stream.nextLong();
    long sum =
        (bits & 0xFFFF) + ((bits >>> 16) & 0xFFFF) + ((bits >>> 32) & 0xFFFF) + (bits >>> 48);
    return DEVIATION * (sum - MEAN_OF_SUM) / DEVIATION_OF_SUM;
  }
}
