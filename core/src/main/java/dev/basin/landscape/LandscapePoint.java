package dev.basin.landscape;

/**
 * Loss and accuracy at one point of a path between two solutions.
 *
 * @param alpha position on the path: 0 at the first solution, 1 at the second
 * @param trainLoss mean cross entropy on the training set, in nats
 * @param trainAccuracy in percent
 * @param testLoss mean cross entropy on the test set, in nats
 * @param testAccuracy in percent
 */
public record LandscapePoint(
    double alpha, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy) {}
