package dev.basin.train;

/** Watches training; called in the training thread, so quick. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * A step was made.
   *
   * @param epoch 1 for the first
   * @param pointsDone points of this epoch seen so far
   * @param points points of an epoch
   */
  default void step(int epoch, int pointsDone, int points) {}

  /** An epoch ended. */
  default void epoch(EpochMetrics metrics) {}
}
