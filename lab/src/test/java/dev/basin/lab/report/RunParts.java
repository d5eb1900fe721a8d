package dev.basin.lab.report;

import dev.basin.lab.RunResult;

/** Runs that differ from another in a part. */
final class RunParts {

  private RunParts() {}

  static RunResult stopped(RunResult run, String reason) {
    return with(run, reason, run.trainAccuracy(), run.trainLoss());
  }

  static RunResult trained(RunResult run, double accuracy, double loss) {
    return with(run, run.stopped(), accuracy, loss);
  }

  private static RunResult with(RunResult run, String reason, double accuracy, double loss) {
    return new RunResult(
        run.batchSize(),
        run.epochs(),
        reason,
        run.diverged(),
        loss,
        accuracy,
        run.testLoss(),
        run.testAccuracy(),
        run.gradientNorm(),
        run.distance(),
        run.sharpness(),
        run.trainSeconds(),
        run.measureSeconds());
  }
}
