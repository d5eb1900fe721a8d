package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunResult;
import dev.basin.lab.TrialResult;
import dev.basin.lab.export.CsvTable;
import dev.basin.landscape.LandscapePoint;
import dev.basin.sharpness.SharpnessResult;
import dev.basin.train.EpochMetrics;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A comparison as tables of comma-separated values: one header row with units in the names, full
 * double precision ({@code NaN} and {@code Infinity} as Java writes them), RFC 4180 quoting, lines
 * that end in a line feed.
 */
public final class CsvFiles {

  private CsvFiles() {}

  /** {@code runs.csv}: one row a training run. */
  public static String runs(ComparisonResult result) {
    CsvTable table =
        new CsvTable(
            "trial",
            "regime",
            "batch_size",
            "epochs",
            "stopped",
            "diverged",
            "train_loss_nats",
            "train_accuracy_percent",
            "test_loss_nats",
            "test_accuracy_percent",
            "gradient_norm",
            "distance_from_start",
            "train_seconds",
            "measure_seconds");
    eachRun(
        result,
        (head, run) ->
            table.row(
                head.trial(),
                head.regime(),
                run.batchSize(),
                run.epochs().size(),
                run.stopped(),
                run.diverged(),
                run.trainLoss(),
                run.trainAccuracy(),
                run.testLoss(),
                run.testAccuracy(),
                run.gradientNorm(),
                run.distance(),
                run.trainSeconds(),
                run.measureSeconds()));
    return table.toString();
  }

  /** {@code epochs.csv}: one row an epoch of a run. */
  public static String epochs(ComparisonResult result) {
    CsvTable table =
        new CsvTable(
            "trial",
            "regime",
            "batch_size",
            "epoch",
            "train_loss_nats",
            "train_accuracy_percent",
            "test_loss_nats",
            "test_accuracy_percent",
            "seconds");
    eachRun(
        result,
        (head, run) -> {
          for (EpochMetrics epoch : run.epochs()) {
            table.row(
                head.trial(),
                head.regime(),
                run.batchSize(),
                epoch.epoch(),
                epoch.trainLoss(),
                epoch.trainAccuracy(),
                epoch.testLoss(),
                epoch.testAccuracy(),
                epoch.seconds());
          }
        });
    return table.toString();
  }

  /** {@code sharpness.csv}: one row a sharpness; an empty subspace is the full space. */
  public static String sharpness(ComparisonResult result) {
    CsvTable table =
        new CsvTable(
            "trial",
            "regime",
            "batch_size",
            "epsilon",
            "subspace_dimension",
            "subspace_seed",
            "sharpness_percent_lower_bound",
            "loss_nats",
            "maximum_nats",
            "maximizer",
            "iterations",
            "evaluations",
            "non_finite_evaluations",
            "termination",
            "share_at_bound");
    eachRun(
        result,
        (head, run) -> {
          for (SharpnessResult sharpness : run.sharpness()) {
            table.row(
                head.trial(),
                head.regime(),
                run.batchSize(),
                sharpness.epsilon(),
                sharpness.subspace(),
                sharpness.subspaceSeed(),
                sharpness.sharpness(),
                sharpness.loss(),
                sharpness.maximum(),
                sharpness.maximizer(),
                sharpness.iterations(),
                sharpness.evaluations(),
                sharpness.nonFinite(),
                sharpness.termination(),
                sharpness.atBound());
          }
        });
    return table.toString();
  }

  /** {@code landscape.csv}: one row a point of a path; α = 0 is SB, α = 1 is LB. */
  public static String landscape(ComparisonResult result) {
    CsvTable table =
        new CsvTable(
            "trial",
            "path",
            "alpha",
            "train_loss_nats",
            "train_accuracy_percent",
            "test_loss_nats",
            "test_accuracy_percent");
    for (TrialResult trial : result.trials()) {
      new TreeMap<>(trial.landscapes())
          .forEach(
              (path, points) -> {
                for (LandscapePoint point : points) {
                  table.row(
                      trial.trial(),
                      path,
                      point.alpha(),
                      point.trainLoss(),
                      point.trainAccuracy(),
                      point.testLoss(),
                      point.testAccuracy());
                }
              });
    }
    return table.toString();
  }

  private record Head(int trial, String regime) {}

  private static void eachRun(ComparisonResult result, BiConsumer<Head, RunResult> row) {
    for (TrialResult trial : result.trials()) {
      row.accept(new Head(trial.trial(), "SB"), trial.small());
      row.accept(new Head(trial.trial(), "LB"), trial.large());
    }
  }
}
