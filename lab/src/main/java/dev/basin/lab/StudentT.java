package dev.basin.lab;

import org.hipparchus.distribution.continuous.TDistribution;

/** Quantiles of Student's t, by which intervals of means are widened. */
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
}
