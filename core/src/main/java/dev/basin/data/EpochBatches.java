package dev.basin.data;

/**
 * How the points of an epoch, once shuffled, are cut into batches: whole ones, and by {@link
 * LastBatch#KEEP} a last one of what is left over. A rest of fewer points than a batch needs, one
 * point where BatchNorm takes its statistics, joins the batch before it.
 *
 * @param points of an epoch, at least 1
 * @param size points of a whole batch, from {@code fewest} to {@code points}
 * @param last what becomes of the rest
 * @param fewest the fewest points of a batch, at least 1
 */
public record EpochBatches(int points, int size, LastBatch last, int fewest) {
  /** A last batch of a smaller share than this of the others is small. */
  private static final int SMALL_SHARE = 10;

  /** Checks the ranges. */
  public EpochBatches {
    if (points < 1) {
      throw new IllegalArgumentException("points: found " + points + ", expected at least 1");
    }
    if (size < 1 || size > points) {
      throw new IllegalArgumentException(
          "batchSize: found %d, expected 1 to %d, the number of points".formatted(size, points));
    }
    if (fewest < 1 || size < fewest) {
      throw new IllegalArgumentException(
          "batchSize: found %d, expected at least %d, which BatchNorm needs for its statistics"
              .formatted(size, fewest));
    }
  }

  /** The number of batches, and of steps. */
  public int count() {
    return points / size + (hasSmallerLast() ? 1 : 0);
  }

  private int rest() {
    return points % size;
  }

  private boolean hasSmallerLast() {
    return last == LastBatch.KEEP && rest() > 0 && rest() >= fewest;
  }

  /** The place of a batch's first point in the shuffled order. */
  public int from(int batch) {
    return batch * size;
  }

  /** The points of a batch, 0 for the first. */
  public int size(int batch) {
    return batch == count() - 1 ? lastSize() : size;
  }

  /** The points of the last batch. */
  public int lastSize() {
    if (hasSmallerLast()) {
      return rest();
    }
    return last == LastBatch.KEEP ? size + rest() : size;
  }

  /** The most points of a batch. */
  public int largest() {
    return Math.max(lastSize(), size);
  }

  /** The points of all batches. */
  public int visited() {
    return points - leftOut();
  }

  /** The points that the epoch leaves out. */
  public int leftOut() {
    return last == LastBatch.DROP ? rest() : 0;
  }

  /** Whether the last batch has less than a tenth of the points of the others. */
  public boolean isLastSmall() {
    return (long) SMALL_SHARE * lastSize() < size;
  }
}
