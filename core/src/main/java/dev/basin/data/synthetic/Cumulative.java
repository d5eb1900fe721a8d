package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;

/** Draws from a discrete distribution given by running sums of its weights. */
final class Cumulative {
  private Cumulative() {}

  /**
   * Draws k with a probability proportional to {@code sums[from + k] − sums[from + k − 1]}.
   *
   * @param sums running sums of positive weights, which need not end at 1
   * @param from where the distribution's first sum is
   * @param count how many outcomes it has
   */
  static int draw(double[] sums, int from, int count, RandomStream stream) {
    double level = stream.nextDouble() * sums[from + count - 1];
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (level < sums[from + middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
