package dev.basin.lab.site;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.ScatterChart;
import dev.basin.lab.report.Estimate;
import dev.basin.lab.report.Figure;
import dev.basin.lab.report.Numbers;
import dev.basin.lab.study.Arm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What each remedy brings back, against what it costs. */
final class RemedyFigure {
  /** In gaps between small and large batch, but at least so many points: what is drawn to scale. */
  private static final double MOST = 2;

  private RemedyFigure() {}

  /** The figure, if something was done about the gap. */
  static Optional<Figure> of(RemedyRuns runs) {
    double gap = runs.gap(runs.large()).difference().mean();
    double most = MOST * Math.max(1, Math.abs(gap));
    List<ScatterChart.Dot> dots = new ArrayList<>();
    runs.remedied().forEach(arm -> add(dots, runs, arm, most, Ink.LARGE));
    runs.tuned().forEach(arm -> add(dots, runs, arm, most, Ink.ACCURACY));
    if (dots.isEmpty() || !Double.isFinite(gap)) {
      return Optional.empty();
    }
    String small = runs.small().name();
    String large = runs.large().name();
    ScatterChart chart =
        new ScatterChart(
            runs.network() + ": the gap closed, against the price",
            "Testing accuracy that each remedy adds to the large batch's, against the gradients of"
                + " the training set that it takes; the small batch's for comparison",
            Plots.aroundPositive(
                "Gradients of the training set (log scale)",
                dots.stream().mapToDouble(ScatterChart.Dot::x).toArray()),
            gains(dots, gap, most, large),
            dots,
            List.of(
                new ScatterChart.Level(gap, small, Ink.SMALL),
                new ScatterChart.Level(0, large, Ink.MUTED)),
            List.of(
                new Legend.Entry("remedy", Pen.solid(Ink.LARGE, 2), null),
                new Legend.Entry("another rate, more steps", Pen.solid(Ink.ACCURACY, 2), null)));
    return Optional.of(
        new Figure(
            "remedies-" + runs.network(),
            chart,
            "Testing accuracy minus "
                + large
                + "’s of the same trial: means with 95 % t-intervals, cut at the ends of the axis."
                + " At the line "
                + small
                + " the gap is closed. Points beyond the axis stand at its end, with their value."));
  }

  private static Axis gains(List<ScatterChart.Dot> dots, double gap, double most, String large) {
    double[] ends =
        dots.stream()
            .flatMapToDouble(dot -> DoubleStream.of(dot.y(), dot.low(), dot.high()))
            .filter(Double::isFinite)
            .map(gain -> Math.max(-most, Math.min(most, gain)))
            .toArray();
    return Plots.covering(
        "Testing accuracy − " + large + "’s, points",
        DoubleStream.concat(DoubleStream.of(ends), DoubleStream.of(0, gap)).toArray());
  }

  private static void add(
      List<ScatterChart.Dot> dots, RemedyRuns runs, Arm arm, double most, Ink ink) {
    Estimate gain = runs.gain(arm);
    double cost = runs.passes(arm).mean();
    if (gain.n() == 0 || !Double.isFinite(gain.mean()) || !(cost > 0)) {
      return;
    }
    boolean beyond = Math.abs(gain.mean()) > most;
    dots.add(
        new ScatterChart.Dot(
            beyond ? arm.name() + " (" + Numbers.fixed(gain.mean(), 1) + ")" : arm.name(),
            cost,
            gain.mean(),
            gain.hasSpread() ? gain.low() : Double.NaN,
            gain.hasSpread() ? gain.high() : Double.NaN,
            ink));
  }
}
