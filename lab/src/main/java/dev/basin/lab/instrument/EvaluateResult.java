package dev.basin.lab.instrument;

/**
 * Loss, accuracy and gradient at some weights.
 *
 * @param trainLoss f, the mean loss over the training points, in nats
 * @param trainAccuracy in percent
 * @param testLoss the mean loss over the test points, in nats
 * @param testAccuracy in percent
 * @param gradientNorm ‖∇f‖₂ over the training points
 */
public record EvaluateResult(
    double trainLoss,
    double trainAccuracy,
    double testLoss,
    double testAccuracy,
    double gradientNorm) {}
