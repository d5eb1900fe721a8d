package dev.basin.lab;

import dev.basin.sharpness.Maximizer;

/**
 * How much work the parts of a comparison are, counted in gradient evaluations of one data point; a
 * forward pass counts a third.
 *
 * @param config what is done
 * @param trainPoints training points
 * @param testPoints test points
 */
public record WorkEstimate(ComparisonConfig config, int trainPoints, int testPoints) {

  /** One epoch of training with its test evaluation. */
  double epoch() {
    return trainPoints + testPoints / 3.0;
  }

  /** One gradient over the training set. */
  double gradient() {
    return trainPoints;
  }

  /** One evaluation of training and test set. */
  double landscapePoint() {
    return (trainPoints + testPoints) / 3.0;
  }

  /** About how many gradients all sharpness measurements of one solution need. */
  int sharpnessGradients() {
    int full = gradients(config.maximizer());
    int sub = config.subspace() == 0 ? 0 : gradients(config.subspaceMaximizer());
    return 1 + config.epsilons().size() * (full + sub);
  }

  /** About how many gradients a maximiser asks for. */
  public static int gradients(Maximizer maximizer) {
    return switch (maximizer) {
      case LBFGSB -> 10;
      case SIGN -> 5;
      case BEST -> 15;
    };
  }

  /** The whole comparison, if no run stops early. */
  public double total() {
    double training =
        epoch() * (config.smallStopping().maxEpochs() + config.largeStopping().maxEpochs());
    double measuring = 2 * (landscapePoint() + sharpnessGradients() * gradient());
    double paths = 2 * config.points() * landscapePoint();
    return config.trials() * (training + measuring + paths);
  }
}
