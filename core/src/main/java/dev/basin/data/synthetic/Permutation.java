package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;
import java.util.Arrays;

/** Random orders, by Fisher and Yates' method. */
final class Permutation {
  private Permutation() {}

  /** The numbers 0 to {@code count − 1}, each order equally likely. */
  static int[] draw(int count, RandomStream stream) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    for (int last = count - 1; last > 0; last--) {
      int chosen = stream.nextInt(last + 1);
      int swapped = order[last];
      order[last] = order[chosen];
      order[chosen] = swapped;
    }
    return order;
  }
}
