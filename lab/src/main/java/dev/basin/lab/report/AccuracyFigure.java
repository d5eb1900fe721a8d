package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunResult;
import dev.basin.lab.TrialResult;
import dev.basin.lab.figure.Figure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The accuracies of a comparison by epoch. */
final class AccuracyFigure {
  private AccuracyFigure() {}

  static Optional<Figure> of(ComparisonResult result) {
    return AccuracyCurves.figure(
        "accuracy",
        "Accuracy by epoch",
        List.of(
            arm("SB", result.trials(), TrialResult::small),
            arm("LB", result.trials(), TrialResult::large)));
  }

  private static AccuracyCurves.ArmRuns arm(
      String name, List<TrialResult> trials, Function<TrialResult, RunResult> run) {
    return new AccuracyCurves.ArmRuns(
        name, trials.stream().map(run).map(AccuracyFigure::run).toList());
  }

  private static AccuracyCurves.Run run(RunResult run) {
    return new AccuracyCurves.Run(
        run.epochs().stream()
            .map(
                epoch ->
                    new AccuracyCurves.Epoch(
                        epoch.epoch(), epoch.trainAccuracy(), epoch.testAccuracy()))
            .toList(),
        run.diverged());
  }
}
