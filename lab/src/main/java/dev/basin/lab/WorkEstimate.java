package dev.basin.lab;

import dev.basin.network.Network;
import dev.basin.sharpness.Maximizer;

/**
 * How much work the parts of a comparison are, counted in gradient evaluations of one data point; a
 * forward pass counts a third.
 *
 * @param config what is done
 * @param network the model
 * @param trainPoints training points
 * @param testPoints test points
 */
public record WorkEstimate(
    ComparisonConfig config, Network network, int trainPoints, int testPoints) {

  /** One epoch of training with its test evaluation. */
  double epoch(Regime regime) {
    return config.remedies(regime).gradients() * trainPoints + testPoints / 3.0;
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

  /** One run with its measurements, if it does not stop early. */
  double run(Regime regime) {
    return config.training(regime, 1, network).stoppingRule().maxEpochs() * epoch(regime)
        + landscapePoint()
        + sharpnessGradients() * gradient();
  }

  /** One path between two solutions. */
  double path() {
    return config.points() * landscapePoint();
  }

  /** The whole comparison, if no run stops early. */
  public double total() {
    return config.trials() * (run(Regime.SMALL) + run(Regime.LARGE) + 2 * path());
  }
}
