package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunResult;
import dev.basin.lab.TrialResult;
import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.train.EpochMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Training and test accuracy by epoch, as the paper's Figure 2. */
final class AccuracyFigure {

  /** Share of each run's epochs that may lie below the axis, so that the end can be read. */
  private static final double HIDDEN_SHARE = 0.1;

  private AccuracyFigure() {}

  static Optional<Figure> of(ComparisonResult result) {
    List<RunResult> runs =
        result.trials().stream()
            .flatMap(trial -> Stream.of(trial.small(), trial.large()))
            .filter(run -> !run.epochs().isEmpty())
            .toList();
    if (values(runs, 0).findAny().isEmpty()) {
      return Optional.empty();
    }
    double lowest = values(runs, 0).min().orElse(0);
    double low = values(runs, HIDDEN_SHARE).min().orElse(lowest);
    double high = values(runs, 0).max().orElse(100);
    Axis left = Axis.covering("Accuracy, %", low, high, 6);
    int epochs = runs.stream().mapToInt(run -> run.epochs().size()).max().orElse(1);
    boolean several = result.trials().size() > 1;
    LineChart chart =
        new LineChart(
            "Accuracy by epoch",
            "Training and test accuracy in percent by epoch, for small-batch and large-batch"
                + " training of "
                + result.network(),
            Axis.counting("Epoch", epochs, 6),
            left,
            Ink.TEXT,
            null,
            Ink.TEXT,
            curves(result.trials()),
            List.of(
                entry("SB train", Ink.SMALL, false),
                entry("SB test", Ink.SMALL, true),
                entry("LB train", Ink.LARGE, false),
                entry("LB test", Ink.LARGE, true)),
            List.of());
    String caption =
        "As the paper’s Figure 2. Solid: on the batches of the epoch while the weights move;"
            + " dashed: on the test set after the epoch."
            + (several ? " Thick: trial 1; thin: the other trials." : "")
            + (lowest < left.low()
                ? " The axis starts at "
                    + Numbers.significant(left.low(), 3)
                    + " % so that the end can be read; the first epochs lie below it."
                : "");
    return Optional.of(new Figure("accuracy", chart, caption));
  }

  private static List<Series> curves(List<TrialResult> trials) {
    List<Series> curves = new ArrayList<>();
    for (int i = trials.size() - 1; i >= 0; i--) {
      boolean first = i == 0;
      add(curves, trials.get(i).large(), Ink.LARGE, first);
      add(curves, trials.get(i).small(), Ink.SMALL, first);
    }
    return curves;
  }

  private static void add(List<Series> curves, RunResult run, Ink ink, boolean first) {
    curves.add(curve(run, EpochMetrics::trainAccuracy, pen(ink, false, first)));
    curves.add(curve(run, EpochMetrics::testAccuracy, pen(ink, true, first)));
  }

  private static Series curve(RunResult run, ToDoubleFunction<EpochMetrics> value, Pen pen) {
    return new Series(
        run.epochs().stream()
            .map(epoch -> new Series.Point(epoch.epoch(), value.applyAsDouble(epoch)))
            .toList(),
        false,
        pen);
  }

  private static Pen pen(Ink ink, boolean dashed, boolean first) {
    return first ? new Pen(ink, 2, dashed, 1) : new Pen(ink, 1, dashed, 0.4);
  }

  private static Legend.Entry entry(String name, Ink ink, boolean dashed) {
    return new Legend.Entry(name, pen(ink, dashed, true), null);
  }

  private static DoubleStream values(List<RunResult> runs, double hiddenShare) {
    return runs.stream()
        .flatMapToDouble(
            run ->
                run.epochs().stream()
                    .skip((long) Math.floor(hiddenShare * run.epochs().size()))
                    .flatMapToDouble(
                        epoch -> DoubleStream.of(epoch.trainAccuracy(), epoch.testAccuracy())))
        .filter(Double::isFinite);
  }
}
