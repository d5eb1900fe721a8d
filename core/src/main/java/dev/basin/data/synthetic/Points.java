package dev.basin.data.synthetic;

/**
 * Consecutive points of one part of a data set, each found by its number. Several threads may read
 * at once.
 *
 * @param <A> what holds the values, {@code float[]} or {@code byte[]}
 */
interface Points<A> {
  /** How many points. */
  int size();

  /** The label of a point, after label noise. */
  int label(int index);

  /**
   * Writes the values of a point.
   *
   * @param index from 0 to {@code size() − 1}
   * @param into takes the values
   */
  void read(int index, A into);
}
