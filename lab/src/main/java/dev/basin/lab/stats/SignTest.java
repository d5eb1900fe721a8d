package dev.basin.lab.stats;

import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * The exact two-sided sign test of paired values: were a difference as likely positive as negative,
 * the probability of a count at least as far from half is p. Ties and pairs with a value that is
 * not finite are left out.
 *
 * @param positive pairs whose first value is larger
 * @param negative pairs whose second value is larger
 * @param p from 0 to 1; 1 if there is no pair
 */
public record SignTest(int positive, int negative, double p) {

  /**
   * Tests.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static SignTest of(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "paired values differ in number: " + first.length + " and " + second.length);
    }
    int positive = 0;
    int negative = 0;
    for (int i = 0; i < first.length; i++) {
      double difference = first[i] - second[i];
      if (Double.isFinite(difference) && difference != 0) {
        positive += difference > 0 ? 1 : 0;
        negative += difference < 0 ? 1 : 0;
      }
    }
    int pairs = positive + negative;
    int fewer = Math.min(positive, negative);
    double tail = new BinomialDistribution(pairs, 0.5).cumulativeProbability(fewer);
    return new SignTest(positive, negative, Math.min(1, 2 * tail));
  }
}
