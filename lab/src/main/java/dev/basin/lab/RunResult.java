package dev.basin.lab;

import dev.basin.sharpness.SharpnessResult;
import dev.basin.train.EpochMetrics;
import java.util.List;

/**
 * One training run and what was measured at its solution.
 *
 * @param batchSize points a step
 * @param epochs one entry for each epoch trained
 * @param stopped why training stopped: {@code patience}, {@code epochs} or {@code diverged}
 * @param diverged whether the loss stopped being finite; the measurements below are then NaN or
 *     empty
 * @param trainLoss f at the solution over the training set, in nats
 * @param trainAccuracy in percent
 * @param testLoss in nats
 * @param testAccuracy in percent
 * @param gradientNorm ‖∇f‖₂ at the solution over the training set
 * @param distance ‖x − x0‖₂, how far the solution lies from the common start
 * @param sharpness one entry for each ε, first in the full space and then in the random subspace
 * @param trainSeconds wall-clock time of training
 * @param measureSeconds wall-clock time of evaluation and sharpness
 */
public record RunResult(
    int batchSize,
    List<EpochMetrics> epochs,
    String stopped,
    boolean diverged,
    double trainLoss,
    double trainAccuracy,
    double testLoss,
    double testAccuracy,
    double gradientNorm,
    double distance,
    List<SharpnessResult> sharpness,
    double trainSeconds,
    double measureSeconds)
    implements RunEnd {

  /** A run whose loss stopped being finite. */
  public static RunResult diverged(
      int batchSize,
      List<EpochMetrics> epochs,
      String stopped,
      double distance,
      double trainSeconds) {
    double none = Double.NaN;
    return new RunResult(
        batchSize,
        epochs,
        stopped,
        true,
        none,
        none,
        none,
        none,
        none,
        distance,
        List.of(),
        trainSeconds,
        0);
  }
}
