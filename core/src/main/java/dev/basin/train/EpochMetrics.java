package dev.basin.train;

/**
 * What one epoch of training looked like.
 *
 * @param epoch 1 for the first
 * @param trainLoss mean over the epoch's batches of the batch's mean cross entropy, weighted by
 *     batch size, in nats; measured while the weights move
 * @param trainAccuracy accuracy on the epoch's batches while the weights move, in percent
 * @param testLoss mean cross entropy on the test set after the epoch, in nats
 * @param testAccuracy accuracy on the test set after the epoch, in percent
 * @param seconds wall-clock time of the epoch without the test evaluation
 */
public record EpochMetrics(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    double testLoss,
    double testAccuracy,
    double seconds) {}
