package dev.basin.objective;

import dev.basin.network.Network;

/**
 * How M points are cut, in their order, into chunks that are evaluated together: {@code ⌈M / chunk
 * size⌉} chunks whose sizes differ by at most one, the larger first. So no chunk is a short
 * remainder, of which BatchNorm would take the statistics of a few points alone; a chunk of one
 * point there is only if the chunk size is 1, or 2 with an odd M, or M is 1.
 *
 * @param points M, at least 1
 * @param most the chunk size, at least 1: the most points of a chunk
 */
public record Chunks(int points, int most) {

  /** Checks the ranges. */
  public Chunks {
    if (points < 1) {
      throw new IllegalArgumentException("points is " + points + "; expected at least 1");
    }
    if (most < 1) {
      throw new IllegalArgumentException("chunkSize is " + most + "; expected at least 1");
    }
  }

  /** How many chunks there are. */
  public int count() {
    return (points - 1) / most + 1; // points + most may be more than an int holds
  }

  /**
   * The points of a chunk.
   *
   * @param k its number, 0 for the first
   */
  public int size(int k) {
    return points / count() + (k < larger() ? 1 : 0);
  }

  /**
   * The first point of a chunk.
   *
   * @param k its number, 0 for the first
   */
  public int from(int k) {
    return k * (points / count()) + Math.min(k, larger());
  }

  /** The points of the largest chunk. */
  public int largest() {
    return size(0);
  }

  /** The points of the smallest chunk, at least {@code largest() − 1}. */
  public int smallest() {
    return size(count() - 1);
  }

  /** How many chunks have one point more than the others; 0 if all are alike. */
  private int larger() {
    return points % count();
  }

  /**
   * Refuses chunks that are too small for the statistics of a network's BatchNorm.
   *
   * @param network the model, with batch statistics
   * @param what the points are, such as {@code training}
   * @throws IllegalArgumentException if the smallest has fewer than {@link Network#fewestPoints}
   */
  public void requireStatistics(Network network, String what) {
    if (smallest() < network.fewestPoints()) {
      throw new IllegalArgumentException(
          "BatchNorm of "
              + network.name()
              + " cannot take the statistics of one point: "
              + (points == 1
                  ? "there is 1 " + what + " point; use at least " + network.fewestPoints()
                  : points
                      + " "
                      + what
                      + " points in chunks of at most "
                      + most
                      + " are "
                      + describe()
                      + "; choose a chunk size of at least "
                      + (most + 1)));
    }
  }

  /**
   * What a result records of its chunks.
   *
   * @param count how many there are
   * @param largest points of the largest, which come first
   * @param smallest points of the smallest, as many or one fewer
   */
  public record Sizes(int count, int largest, int smallest) {}

  /** For results. */
  public Sizes sizes() {
    return new Sizes(count(), largest(), smallest());
  }

  /** In words: {@code 12 of 5000}, or {@code 1 of 2501 and 1 of 2500}. */
  public String describe() {
    int larger = larger();
    return larger == 0
        ? count() + " of " + largest()
        : larger + " of " + largest() + " and " + (count() - larger) + " of " + smallest();
  }
}
