package dev.basin.lab.stats;

/**
 * A mean with its spread over trials.
 *
 * @param n values that entered; values that are not finite are left out
 * @param mean arithmetic mean, NaN if n = 0
 * @param deviation sample standard deviation (divisor n − 1), NaN if n &lt; 2
 * @param low lower end of the 95 % t-interval on the quantity's {@link Scale}, NaN if n &lt; 2 or
 *     if a value lies at an end of the range
 * @param high upper end of that interval, NaN where low is
 */
public record Estimate(int n, double mean, double deviation, double low, double high) {

  /** Whether there are enough values for a spread. */
  public boolean hasSpread() {
    return n >= 2;
  }

  /** Whether there is an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(low);
  }

  /** Whether the interval exists and lies wholly above or wholly below the value. */
  public boolean excludes(double value) {
    return hasInterval() && (low > value || high < value);
  }

  /**
   * p of the two-sided t-test that the mean is 0; below 0.05 where the interval {@link #excludes} 0
   * and its scale is linear.
   *
   * @return NaN if n &lt; 2; without spread 0, or 1 where the mean itself is 0
   */
  public double p() {
    if (!hasSpread()) {
      return Double.NaN;
    }
    return mean == 0 ? 1 : StudentT.twoSided(mean * Math.sqrt(n) / deviation, n);
  }
}
