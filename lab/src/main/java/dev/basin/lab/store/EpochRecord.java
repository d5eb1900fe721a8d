package dev.basin.lab.store;

import dev.basin.train.EpochMetrics;

/**
 * An epoch of a stored run: {@link EpochMetrics} without the time it took.
 *
 * @param epoch 1 for the first
 * @param trainLoss mean over the epoch's batches while the weights move, in nats
 * @param trainAccuracy the same, in percent
 * @param testLoss on the test points after the epoch, in nats
 * @param testAccuracy the same, in percent
 */
public record EpochRecord(
    int epoch, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy) {

  public static EpochRecord of(EpochMetrics metrics) {
    return new EpochRecord(
        metrics.epoch(),
        metrics.trainLoss(),
        metrics.trainAccuracy(),
        metrics.testLoss(),
        metrics.testAccuracy());
  }
}
