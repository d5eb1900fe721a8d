package dev.basin.lab.instrument;

/**
 * Weights through which a plane was laid.
 *
 * @param name for people
 * @param a where they lie along the first direction
 * @param b and along the second
 * @param trainLoss the model's own loss over the training points, mean cross entropy in nats
 * @param trainAccuracy in percent
 */
public record PlaneSolution(
    String name, double a, double b, double trainLoss, double trainAccuracy) {}
