package dev.basin.lab.stats;

import java.util.Arrays;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;

/** Means with their uncertainty over trials. */
public final class Statistics {

  private Statistics() {}

  /** As {@link #estimate(Scale, double...)} of a quantity that can be any number. */
  public static Estimate estimate(double... values) {
    return estimate(Scale.LINEAR, values);
  }

  /**
   * Mean, sample standard deviation s and 95 % t-interval: {@code m ± t(0.975, n−1) · s / √n} of
   * the values on the scale, taken back. There is no interval if a value lies at an end of the
   * range.
   *
   * @param values one value a trial; those that are not finite are left out
   */
  public static Estimate estimate(Scale scale, double... values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    int n = finite.length;
    if (n == 0) {
      return new Estimate(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double mean = new Mean().evaluate(finite);
    if (n == 1) {
      return new Estimate(1, mean, Double.NaN, Double.NaN, Double.NaN);
    }
    double deviation = new StandardDeviation().evaluate(finite);
    double[] scaled = Arrays.stream(finite).map(scale::of).toArray();
    double centre = new Mean().evaluate(scaled);
    double half = StudentT.quantile(n) * new StandardDeviation().evaluate(scaled) / Math.sqrt(n);
    double low = scale.back(centre - half);
    double high = scale.back(centre + half);
    return Arrays.stream(scaled).allMatch(Double::isFinite) && Double.isFinite(high)
        ? new Estimate(n, mean, deviation, low, high)
        : new Estimate(n, mean, deviation, Double.NaN, Double.NaN);
  }

  /**
   * Mean of the paired differences {@code first[i] − second[i]} of a quantity. Its interval is cut
   * where no difference can be, which leaves out no possible mean.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static Estimate difference(Scale scale, double[] first, double[] second) {
    requireSameLength(first, second);
    double[] differences = new double[first.length];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    Estimate any = estimate(differences);
    double most = scale.largestDifference();
    return new Estimate(
        any.n(),
        any.mean(),
        any.deviation(),
        Math.max(any.low(), -most),
        Math.min(any.high(), most));
  }

  /**
   * Geometric mean of the paired quotients {@code numerator[i] / denominator[i]}. Pairs in which
   * either number is not finite or not above 0 are left out.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static Ratio ratio(double[] numerator, double[] denominator) {
    requireSameLength(numerator, denominator);
    double[] logarithms = new double[numerator.length];
    Arrays.setAll(logarithms, i -> logarithm(numerator[i]) - logarithm(denominator[i]));
    Estimate estimate = estimate(logarithms);
    return new Ratio(
        estimate.n(),
        Math.exp(estimate.mean()),
        Math.exp(estimate.low()),
        Math.exp(estimate.high()));
  }

  private static double logarithm(double value) {
    double logarithm = Scale.POSITIVE.of(value);
    return Double.isFinite(logarithm) ? logarithm : Double.NaN;
  }

  private static void requireSameLength(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "paired values differ in number: " + first.length + " and " + second.length);
    }
  }
}
