package dev.basin.lab.figure;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.TrialResult;
import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.chart.Ticks;
import dev.basin.lab.stats.Scale;
import dev.basin.landscape.LandscapePoint;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Loss and accuracy along a path between two solutions, as the paper's Figures 3 and 7. */
public final class PathFigure {

  /** Above this loss (nats) a linear axis would flatten everything else. */
  private static final double LARGEST_LINEAR_LOSS = 100;

  private static final int INTERVALS = 5;

  private PathFigure() {}

  public static Optional<Figure> line(ComparisonResult result) {
    return figure(
        result,
        "line",
        "Along the straight line",
        "As the paper’s Figure 3: f(α x_LB + (1 − α) x_SB).");
  }

  public static Optional<Figure> arc(ComparisonResult result) {
    return figure(
        result,
        "arc",
        "Along the curved path",
        "As the paper’s Figure 7: f(sin(απ/2) x_LB + cos(απ/2) x_SB).");
  }

  private static Optional<Figure> figure(
      ComparisonResult result, String path, String title, String formula) {
    List<TrialResult> drawn =
        result.trials().stream().filter(trial -> !points(trial, path).isEmpty()).toList();
    return drawn.isEmpty()
        ? Optional.empty()
        : Optional.of(
            figure(
                drawn.stream().map(trial -> points(trial, path)).toList(),
                "path-" + path,
                title
                    + " from SB to LB"
                    + (drawn.size() == 1 ? " (trial " + drawn.get(0).trial() + ")" : ""),
                formula,
                new Ends("SB", "LB")));
  }

  /**
   * A path between any two solutions.
   *
   * @param path {@code line} or {@code arc}
   * @param points along it, at least one
   */
  public static Figure of(String path, List<LandscapePoint> points) {
    boolean arc = path.equals("arc");
    return figure(
        List.of(points),
        "path-" + path,
        arc ? "Along the curved path" : "Along the straight line",
        arc ? "f(sin(απ/2) x₁ + cos(απ/2) x₀)." : "f(α x₁ + (1 − α) x₀).",
        new Ends("from", "to"));
  }

  /**
   * A path between the solutions of two ways to train.
   *
   * @param file the name of its files, without ending
   * @param path {@code line} or {@code arc}
   * @param title what it is about
   * @param from the name of the solution at α = 0
   * @param to the name of the solution at α = 1
   * @param trials points along it in each trial, at least one
   */
  public static Figure between(
      String file,
      String path,
      String title,
      String from,
      String to,
      List<List<LandscapePoint>> trials) {
    boolean arc = path.equals("arc");
    return figure(
        trials,
        file,
        title + (arc ? ": along the arc" : ": along the line"),
        arc
            ? "f(sin(απ/2) x_" + to + " + cos(απ/2) x_" + from + ")."
            : "f(α x_" + to + " + (1 − α) x_" + from + ").",
        new Ends(from, to));
  }

  /** What stands at α = 0 and α = 1. */
  private record Ends(String from, String to) {
    String sentence() {
      return from.equals("from")
          ? ""
          : "α = 0 is the solution of " + from + ", α = 1 that of " + to + ". ";
    }
  }

  private static Figure figure(
      List<List<LandscapePoint>> trials, String file, String title, String formula, Ends ends) {
    List<LandscapePoint> points = trials.stream().flatMap(List::stream).toList();
    List<TrialCurves> curves =
        List.of(
            curves(trials, LandscapePoint::trainAccuracy, true, accuracy(false)),
            curves(trials, LandscapePoint::testAccuracy, true, accuracy(true)),
            curves(trials, LandscapePoint::trainLoss, false, loss(false)),
            curves(trials, LandscapePoint::testLoss, false, loss(true)));
    Axis loss = lossAxis(points);
    LineChart chart =
        new LineChart(
            title,
            "Loss and accuracy on training and test data along a path from one solution at alpha 0"
                + " to another at alpha 1",
            alphaAxis(points),
            loss,
            Ink.LOSS,
            Axis.exact("Accuracy, %", 0, 100, INTERVALS),
            Ink.ACCURACY,
            TrialCurves.layers(curves),
            List.of(
                new Legend.Entry("train loss", loss(false), null),
                new Legend.Entry("test loss", loss(true), null),
                new Legend.Entry("train accuracy", accuracy(false), null),
                new Legend.Entry("test accuracy", accuracy(true), null)),
            List.of(
                new LineChart.Mark(0, ends.from(), Ink.SMALL),
                new LineChart.Mark(1, ends.to(), Ink.LARGE)));
    String caption =
        formula
            + " Loss on the left axis, accuracy on the right; solid: training set, dashed: test"
            + " set. "
            + ends.sentence()
            + trials.get(0).size()
            + " points"
            + (loss.logarithmic() ? "; the loss axis is logarithmic." : ".")
            + (trials.size() > 1 ? " " + TrialCurves.words(curves) : "");
    return new Figure(file, chart, caption);
  }

  private static List<LandscapePoint> points(TrialResult trial, String path) {
    List<LandscapePoint> points = trial.landscapes().get(path);
    return points == null ? List.of() : points;
  }

  private static Axis alphaAxis(List<LandscapePoint> points) {
    double low = points.stream().mapToDouble(LandscapePoint::alpha).min().orElse(-1);
    double high = points.stream().mapToDouble(LandscapePoint::alpha).max().orElse(2);
    return high > low ? Axis.exact("α", low, high, 6) : Axis.covering("α", -1, 2, 6);
  }

  private static Axis lossAxis(List<LandscapePoint> points) {
    double[] losses =
        points.stream()
            .flatMapToDouble(point -> DoubleStream.of(point.trainLoss(), point.testLoss()))
            .filter(Double::isFinite)
            .toArray();
    double high = DoubleStream.of(losses).max().orElse(1);
    if (high > LARGEST_LINEAR_LOSS) {
      double low = DoubleStream.of(losses).filter(loss -> loss > 0).min().orElse(1);
      return Axis.decades("Loss f, nats (log scale)", low, high);
    }
    double step = Ticks.step(high > 0 ? high : 1, INTERVALS);
    return Axis.exact("Loss f, nats", 0, step * INTERVALS, INTERVALS);
  }

  private static TrialCurves curves(
      List<List<LandscapePoint>> trials,
      ToDoubleFunction<LandscapePoint> value,
      boolean onRight,
      Pen pen) {
    return new TrialCurves(
        onRight ? Scale.PERCENT : Scale.POSITIVE,
        trials.stream()
            .map(
                points ->
                    new TrialCurves.Trial(
                        points.stream()
                            .map(
                                point ->
                                    new Series.Point(point.alpha(), value.applyAsDouble(point)))
                            .toList(),
                        true))
            .toList(),
        onRight,
        pen);
  }

  private static Pen loss(boolean test) {
    return new Pen(Ink.LOSS, 2, test, 1);
  }

  private static Pen accuracy(boolean test) {
    return new Pen(Ink.ACCURACY, 2, test, 1);
  }
}
