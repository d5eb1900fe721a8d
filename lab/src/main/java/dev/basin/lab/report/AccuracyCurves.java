package dev.basin.lab.report;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.Numbers;
import dev.basin.lab.figure.TrialCurves;
import dev.basin.lab.stats.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Training and test accuracy by epoch, arm by arm, as the paper's Figure 2. */
public final class AccuracyCurves {
  /** Share of each run's epochs that may lie below the axis, so that the end can be read. */
  private static final double HIDDEN = 0.1;

  private static final int INTERVALS = 6;

  private AccuracyCurves() {}

  /**
   * Accuracies after an epoch.
   *
   * @param epoch 1 for the first
   * @param train in percent, over the epoch's batches while the weights move
   * @param test in percent, on the test points after it
   */
  public record Epoch(int epoch, double train, double test) {}

  /**
   * One training run.
   *
   * @param diverged whether it ended with a loss or weights that are not finite
   */
  public record Run(List<Epoch> epochs, boolean diverged) {
    private TrialCurves.Trial curve(ToDoubleFunction<Epoch> value) {
      return new TrialCurves.Trial(
          epochs.stream()
              .map(epoch -> new Series.Point(epoch.epoch(), value.applyAsDouble(epoch)))
              .toList(),
          !diverged);
    }
  }

  /**
   * The runs of an arm.
   *
   * @param runs one a trial
   */
  public record ArmRuns(String name, List<Run> runs) {
    private TrialCurves curves(ToDoubleFunction<Epoch> value, Pen pen) {
      return new TrialCurves(
          Scale.PERCENT, runs.stream().map(run -> run.curve(value)).toList(), false, pen);
    }
  }

  /**
   * The figure, empty if no run has an epoch with a finite accuracy.
   *
   * @param file its file's name without ending
   */
  public static Optional<Figure> figure(String file, String title, List<ArmRuns> arms) {
    if (values(arms, 0).findAny().isEmpty()) {
      return Optional.empty();
    }
    List<TrialCurves> curves = new ArrayList<>();
    List<Legend.Entry> legend = new ArrayList<>();
    int epochs = 1;
    for (int a = 0; a < arms.size(); a++) {
      ArmRuns arm = arms.get(a);
      for (boolean test : new boolean[] {false, true}) {
        Pen pen = new Pen(Ink.ofArm(a), 2, test, 1);
        curves.add(arm.curves(test ? Epoch::test : Epoch::train, pen));
        legend.add(new Legend.Entry(arm.name() + (test ? " test" : " train"), pen, null));
      }
      for (Run run : arm.runs()) {
        epochs = Math.max(epochs, run.epochs().size());
      }
    }
    double lowest = values(arms, 0).min().orElse(0);
    Axis left =
        Axis.covering(
            "Accuracy, %",
            values(arms, HIDDEN).min().orElse(lowest),
            values(arms, 0).max().orElse(100),
            INTERVALS);
    LineChart chart =
        new LineChart(
            title,
            "Training and test accuracy in percent by epoch, in all trials",
            Axis.counting("Epoch", epochs, INTERVALS),
            left,
            Ink.TEXT,
            null,
            Ink.TEXT,
            TrialCurves.layers(curves),
            legend,
            List.of());
    String caption =
        "As the paper’s Figure 2. Solid: on the batches of the epoch while the weights move;"
            + " dashed: on the test set after the epoch. "
            + TrialCurves.words(curves)
            + (lowest < left.low()
                ? " The axis starts at "
                    + Numbers.significant(left.low(), 3)
                    + " % so that the end can be read; the first epochs lie below it."
                : "");
    return Optional.of(new Figure(file, chart, caption));
  }

  private static DoubleStream values(List<ArmRuns> arms, double hiddenShare) {
    return arms.stream()
        .flatMap(arm -> arm.runs().stream())
        .flatMap(run -> run.epochs().stream().skip((long) (hiddenShare * run.epochs().size())))
        .flatMapToDouble(epoch -> DoubleStream.of(epoch.train(), epoch.test()))
        .filter(Double::isFinite);
  }
}
