package dev.basin.lab.instrument;

import java.util.function.DoublePredicate;

/**
 * Which numbers a setting may be; never one that is not finite.
 *
 * @param words what they are, after "expected"
 * @param allowed whether a finite number is one
 */
public record Range(String words, DoublePredicate allowed) {
  /** Larger than 0, and small enough for float32. */
  public static final Range POSITIVE =
      new Range("a number > 0, at most 1e30", value -> value > 0 && value <= 1e30);

  /** Any number that float32 holds. */
  public static final Range ANY =
      new Range("a number from -1e30 to 1e30", value -> Math.abs(value) <= 1e30);

  /** Between 0 and 1, both left out. */
  public static final Range SHARE =
      new Range("a number between 0 and 1", value -> value > 0 && value < 1);

  boolean holds(double value) {
    return Double.isFinite(value) && allowed.test(value);
  }
}
