package dev.basin.lab.report;

import dev.basin.lab.StudentT;
import java.util.Arrays;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;

/** Means with their uncertainty over trials. */
public final class Statistics {

  private Statistics() {}

  /**
   * Mean, sample standard deviation s and 95 % t-interval, {@code mean ± t(0.975, n−1) · s / √n}.
   *
   * @param values one value a trial; those that are not finite are left out
   */
  public static Estimate estimate(double... values) {
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
    double half = StudentT.quantile(n) * deviation / Math.sqrt(n);
    return new Estimate(n, mean, deviation, mean - half, mean + half);
  }

  /**
   * Mean of the paired differences {@code first[i] − second[i]}.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static Estimate difference(double[] first, double[] second) {
    requireSameLength(first, second);
    double[] differences = new double[first.length];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    return estimate(differences);
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
    Arrays.setAll(logarithms, i -> positiveLog(numerator[i]) - positiveLog(denominator[i]));
    Estimate estimate = estimate(logarithms);
    return new Ratio(
        estimate.n(),
        Math.exp(estimate.mean()),
        Math.exp(estimate.low()),
        Math.exp(estimate.high()));
  }

  private static double positiveLog(double value) {
    return value > 0 && Double.isFinite(value) ? Math.log(value) : Double.NaN;
  }

  private static void requireSameLength(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "paired values differ in number: " + first.length + " and " + second.length);
    }
  }
}
