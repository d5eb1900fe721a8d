package dev.basin.bench;

import java.util.List;

/**
 * The median of repeated measurements and their range.
 *
 * @param median the middle value, or the mean of the two middle ones
 * @param least the smallest value
 * @param greatest the largest value
 * @param count how many there were
 */
record Statistics(double median, double least, double greatest, int count) {

  /** Summarises at least one value. */
  static Statistics of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values to summarise");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new Statistics(median, sorted[0], sorted[n - 1], n);
  }
}
