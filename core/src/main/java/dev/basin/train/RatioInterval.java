package dev.basin.train;

/**
 * An interval of the ratio of two means. It has no upper or lower bound where the lower mean cannot
 * be told from 0.
 *
 * @param low lower end, or −∞
 * @param high upper end, or +∞
 */
public record RatioInterval(double low, double high) {

  /**
   * Fieller's interval: all ρ for which a − ρ b is within {@code quantile} of its standard errors
   * of 0 (Fieller 1954), the roots of
   *
   * <pre>
   * (b² − q² v_b) ρ² − 2 (a b − q² c) ρ + (a² − q² v_a) = 0
   * </pre>
   *
   * @param a the upper mean
   * @param b the lower mean
   * @param varianceA v_a, variance of the mean a
   * @param varianceB v_b, variance of the mean b
   * @param covariance c of both
   * @param quantile q of Student's t
   * @return unbounded if b is within q standard errors of 0
   */
  public static RatioInterval fieller(
      double a, double b, double varianceA, double varianceB, double covariance, double quantile) {
    double q2 = quantile * quantile;
    double square = b * b - q2 * varianceB;
    double half = a * b - q2 * covariance;
    double constant = a * a - q2 * varianceA;
    if (!(square > 0)) {
      return new RatioInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double root = Math.sqrt(Math.max(0, half * half - square * constant));
    return new RatioInterval((half - root) / square, (half + root) / square);
  }

  /** Whether both ends are finite. */
  public boolean isBounded() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /** Whether a value lies in it. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
