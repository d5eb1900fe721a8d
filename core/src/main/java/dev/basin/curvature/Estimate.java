package dev.basin.curvature;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A mean of independent samples and what is known of its error.
 *
 * @param value the estimate
 * @param standardError its standard error {@code s / √m}
 * @param low lower end of the 95 % interval {@code value ± t_{0.975, m−1} · standardError}
 * @param high its upper end
 * @param samples m, at least 2
 */
public record Estimate(double value, double standardError, double low, double high, int samples) {
  private static final double UPPER_QUANTILE = 0.975;

  /**
   * The estimate {@code base + mean(samples)}.
   *
   * @param base a part that is known exactly
   * @param samples at least 2
   */
  static Estimate of(double base, double[] samples) {
    int m = samples.length;
    if (m < 2) {
      throw new IllegalArgumentException(m + " samples; a standard error needs at least 2");
    }
    double mean = 0;
    for (double sample : samples) {
      mean += sample / m;
    }
    double squares = 0;
    for (double sample : samples) {
      squares += (sample - mean) * (sample - mean);
    }
    double standardError = Math.sqrt(squares / (m - 1) / m);
    double half =
        new TDistribution(m - 1.0).inverseCumulativeProbability(UPPER_QUANTILE) * standardError;
    double value = base + mean;
    return new Estimate(value, standardError, value - half, value + half, m);
  }
}
