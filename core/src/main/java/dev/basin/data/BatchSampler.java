package dev.basin.data;

import dev.basin.engine.RandomStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Shuffles without replacement: each epoch takes the points in a fresh permutation by Fisher and
 * Yates' method, cut into batches ({@link EpochBatches}), so that it visits every point once or
 * leaves out fewer than a batch.
 *
 * <p>A permutation depends on the stream's state alone, neither on the batch size nor on the epochs
 * before, so that an epoch is repeated by restoring the state that the stream had before it.
 */
public final class BatchSampler {
  private final int points;
  private final int batchSize;
  private final RandomStream stream;

  /**
   * Prepares sampling.
   *
   * @param points the number of points, at least 1
   * @param batchSize the number of points of a batch, from 1 to {@code points}
   * @param stream where the permutations come from
   * @throws IllegalArgumentException if a number is out of its range
   */
  public BatchSampler(int points, int batchSize, RandomStream stream) {
    this.points = points;
    this.batchSize = batchSize;
    this.stream = stream;
    usual(batchSize); // refuses what is out of range
  }

  /** A last batch of however few points is kept. */
  private EpochBatches usual(int size) {
    return new EpochBatches(points, size, LastBatch.KEEP, 1);
  }

  /** Batches of an epoch: {@code ⌈points / batchSize⌉}. */
  public int batches() {
    return usual(batchSize).count();
  }

  /** Draws the next epoch's permutation from the stream. */
  public Epoch nextEpoch() {
    return nextEpoch(batchSize);
  }

  /**
   * Draws the next epoch's permutation from the stream, and cuts it into batches of another size.
   *
   * @param size the number of points of a batch, from 1 to {@code points}
   * @throws IllegalArgumentException if it is out of its range
   */
  public Epoch nextEpoch(int size) {
    return nextEpoch(usual(size));
  }

  /**
   * Draws the next epoch's permutation from the stream, and cuts it as is said.
   *
   * @param batches of as many points as this has
   */
  public Epoch nextEpoch(EpochBatches batches) {
    if (batches.points() != points) {
      throw new IllegalArgumentException(
          "batches: found those of %d points, expected of %d".formatted(batches.points(), points));
    }
    long[] permutation = new long[points];
    Arrays.setAll(permutation, i -> i);
    for (int last = points - 1; last > 0; last--) {
      int chosen = stream.nextInt(last + 1);
      long swapped = permutation[last];
      permutation[last] = permutation[chosen];
      permutation[chosen] = swapped;
    }
    return new Epoch(permutation, batches);
  }

  /** The batches of one epoch, in order. */
  public static final class Epoch implements Iterable<long[]> {
    private final long[] permutation;
    private final EpochBatches batches;

    private Epoch(long[] permutation, EpochBatches batches) {
      this.permutation = permutation;
      this.batches = batches;
    }

    /** How many batches there are. */
    public int batches() {
      return batches.count();
    }

    /**
     * The points of one batch, as a new array.
     *
     * @param batch its number, from 0
     * @throws IndexOutOfBoundsException if there is no such batch
     */
    public long[] batch(int batch) {
      if (batch < 0 || batch >= batches()) {
        throw new IndexOutOfBoundsException(
            "batch: found %d, expected 0 to %d".formatted(batch, batches() - 1));
      }
      int from = batches.from(batch);
      return Arrays.copyOfRange(permutation, from, from + batches.size(batch));
    }

    @Override
    public Iterator<long[]> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < batches();
        }

        @Override
        public long[] next() {
          if (!hasNext()) {
            throw new NoSuchElementException("the epoch has " + batches() + " batches");
          }
          return batch(next++);
        }
      };
    }
  }
}
