package dev.basin.lab.stats;

import dev.basin.train.RatioInterval;
import java.util.Arrays;
import org.hipparchus.stat.correlation.Covariance;

/**
 * The share of a gap that is closed: the mean of {@code treated − large} over the mean of {@code
 * small − large}, paired by trial, with the 95 % interval of Fieller's theorem.
 *
 * @param n trials in which all three are finite
 * @param share 1 if the whole gap is closed, NaN if n = 0
 * @param interval without bounds if n &lt; 2, or if the gap itself cannot be told from 0
 */
public record GapShare(int n, double share, RatioInterval interval) {

  /**
   * From one value a trial.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static GapShare of(double[] small, double[] large, double[] treated) {
    if (small.length != large.length || small.length != treated.length) {
      throw new IllegalArgumentException(
          "paired values differ in number: %d, %d and %d"
              .formatted(small.length, large.length, treated.length));
    }
    double[] closed = new double[small.length];
    double[] gap = new double[small.length];
    int n = 0;
    for (int i = 0; i < small.length; i++) {
      double whole = small[i] - large[i];
      double part = treated[i] - large[i];
      if (Double.isFinite(whole) && Double.isFinite(part)) {
        gap[n] = whole;
        closed[n] = part;
        n++;
      }
    }
    return ofFinite(Arrays.copyOf(closed, n), Arrays.copyOf(gap, n));
  }

  private static GapShare ofFinite(double[] closed, double[] gap) {
    int n = gap.length;
    double upper = Arrays.stream(closed).average().orElse(Double.NaN);
    double lower = Arrays.stream(gap).average().orElse(Double.NaN);
    RatioInterval interval =
        n < 2
            ? new RatioInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            : RatioInterval.fieller(
                upper,
                lower,
                covariance(closed, closed) / n,
                covariance(gap, gap) / n,
                covariance(closed, gap) / n,
                StudentT.quantile(n));
    return new GapShare(n, upper / lower, interval);
  }

  private static double covariance(double[] one, double[] other) {
    return new Covariance().covariance(one, other);
  }
}
