package dev.basin.lab.site;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.ScatterChart;
import dev.basin.lab.report.Figure;
import dev.basin.lab.report.GapShare;
import dev.basin.lab.study.Arm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The share of the gap that each remedy closes, against what it costs. */
final class RemedyFigure {
  private static final double PERCENT = 100;

  /** Beyond this whiskers are cut, so that the points can be told apart. */
  private static final double MOST = 250;

  private RemedyFigure() {}

  /** The figure, if there is a gap and something that was done about it. */
  static Optional<Figure> of(RemedyRuns runs) {
    List<ScatterChart.Dot> dots = new ArrayList<>();
    runs.remedied().forEach(arm -> add(dots, runs, arm, Ink.LARGE));
    runs.tuned().forEach(arm -> add(dots, runs, arm, Ink.ACCURACY));
    if (dots.isEmpty()) {
      return Optional.empty();
    }
    double most = dots.stream().mapToDouble(ScatterChart.Dot::y).max().orElse(0);
    double least = dots.stream().mapToDouble(ScatterChart.Dot::y).min().orElse(0);
    Axis left =
        Plots.covering(
            "Share of the gap closed, %",
            Math.max(-MOST, Math.min(-50, least)), Math.min(MOST, Math.max(100, most)));
    double[] costs = dots.stream().mapToDouble(ScatterChart.Dot::x).toArray();
    ScatterChart chart =
        new ScatterChart(
            runs.network() + ": the gap closed, against the price",
            "Share of the gap between small and large batch that each remedy closes, against the"
                + " gradients of the training set that it takes",
            Plots.decades("Gradients of the training set (log scale)", costs),
            left,
            dots,
            List.of(
                new Legend.Entry("remedy", Pen.solid(Ink.LARGE, 2), null),
                new Legend.Entry("another rate, more steps", Pen.solid(Ink.ACCURACY, 2), null)));
    return Optional.of(
        new Figure(
            "remedies-" + runs.network(),
            chart,
            "Means over trials with 95 % intervals by Fieller’s theorem, cut at the ends of the"
                + " axis."));
  }

  private static void add(List<ScatterChart.Dot> dots, RemedyRuns runs, Arm arm, Ink ink) {
    GapShare share = runs.share(arm);
    double cost = runs.passes(arm).mean();
    if (share.n() == 0 || !Double.isFinite(share.share()) || !(cost > 0)) {
      return;
    }
    boolean bounded = share.interval().isBounded();
    dots.add(
        new ScatterChart.Dot(
            arm.name(),
            cost,
            PERCENT * share.share(),
            bounded ? PERCENT * share.interval().low() : Double.NaN,
            bounded ? PERCENT * share.interval().high() : Double.NaN,
            ink));
  }
}
