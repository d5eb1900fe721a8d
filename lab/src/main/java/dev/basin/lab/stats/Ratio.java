package dev.basin.lab.stats;

/**
 * A quotient measured once a trial. Quotients multiply, so their centre is the geometric mean and
 * their interval is the 95 % t-interval of the logarithms, taken back.
 *
 * @param n trials in which both numbers are finite and above 0
 * @param geometricMean exp of the mean logarithm, NaN if n = 0
 * @param low lower end of the 95 % interval, NaN if n &lt; 2
 * @param high upper end of the 95 % interval, NaN if n &lt; 2
 */
public record Ratio(int n, double geometricMean, double low, double high) {

  /** Whether the interval exists and lies wholly above or wholly below the value. */
  public boolean excludes(double value) {
    return n >= 2 && (low > value || high < value);
  }

  /** The quotient the other way round. */
  public Ratio inverse() {
    return new Ratio(n, 1 / geometricMean, 1 / high, 1 / low);
  }
}
