package dev.basin.train;

import dev.basin.data.EpochBatches;

/** Watches training; called in the training thread, so quick. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * An epoch begins.
   *
   * @param epoch 1 for the first
   * @param batches how its points are cut
   */
  default void begins(int epoch, EpochBatches batches) {}

  /**
   * A step was made.
   *
   * @param epoch 1 for the first
   * @param pointsDone points of this epoch seen so far
   * @param points points of all its steps
   */
  default void step(int epoch, int pointsDone, int points) {}

  /** An epoch ended. */
  default void epoch(EpochMetrics metrics) {}
}
