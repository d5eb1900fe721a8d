package dev.basin.lab.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction of several tests (Holm 1979, A simple sequentially rejective multiple test
 * procedure). If what is below α after it is called real, the probability that any of it is chance
 * is at most α, whatever the tests have to do with each other.
 */
public final class Holm {

  private Holm() {}

  /**
   * {@code max_{j ≤ i} min(1, (m − j + 1) p_(j))} for the i-th smallest of m values, counted from
   * 1.
   *
   * @param p from 0 to 1, one a test
   * @return as many, in the order of p
   */
  public static double[] adjust(double... p) {
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int rank = 0; rank < p.length; rank++) {
      largest = Math.max(largest, Math.min(1, (p.length - rank) * p[ascending[rank]]));
      adjusted[ascending[rank]] = largest;
    }
    return adjusted;
  }
}
