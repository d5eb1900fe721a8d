package dev.basin.data.synthetic;

import java.io.IOException;

/**
 * Takes points one after another.
 *
 * @param <A> what holds the values, {@code float[]} or {@code byte[]}
 */
@FunctionalInterface
interface PointSink<A> {
  /**
   * Takes a point.
   *
   * @param values copied; the caller reuses the array
   */
  void add(A values, int label) throws IOException;
}
