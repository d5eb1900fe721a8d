package dev.basin.train.remedy;

/** Cuts a batch into parts that are as equal as they can be. */
final class Shares {
  private Shares() {}

  /** The number of parts of about that size, at least 1. */
  static int parts(long points, int size) {
    return (int) Math.max(1, Math.round((double) points / size));
  }

  /** Where part k begins; where it ends for k − 1. */
  static long from(long points, int parts, int k) {
    return points * k / parts;
  }
}
