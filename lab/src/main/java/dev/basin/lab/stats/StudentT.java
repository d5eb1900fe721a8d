package dev.basin.lab.stats;

import org.hipparchus.distribution.continuous.TDistribution;

/** Student's t, by which intervals of means are widened and means are tested. */
public final class StudentT {
  private static final double CONFIDENCE = 0.95;

  private StudentT() {}

  /**
   * {@code t(0.975, n − 1)}, by which a 95 % interval is wider than the standard error of a mean.
   *
   * @param n values, at least 2
   */
  public static double quantile(long n) {
    return new TDistribution(n - 1.0).inverseCumulativeProbability(0.5 + CONFIDENCE / 2);
  }

  /**
   * {@code P(|T| ≥ |t|)} for T with n − 1 degrees of freedom: p of the two-sided test of a mean.
   *
   * @param t the mean over its standard error; may be infinite
   * @param n values, at least 2
   */
  public static double twoSided(double t, long n) {
    return 2 * new TDistribution(n - 1.0).cumulativeProbability(-Math.abs(t));
  }
}
