package dev.basin.lab.report;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Canvas;
import dev.basin.lab.chart.DotChart;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.study.Arm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * What each remedy brings back, by what it costs. Rows and not a plane: a dozen remedies have the
 * same price, and would stand on one another.
 */
final class RemedyFigure {
  /** In gaps between small and large batch, but at least so many points: which losses are drawn. */
  private static final double MOST = 2;

  private final RemedyRuns runs;
  private final double gap;

  private RemedyFigure(RemedyRuns runs) {
    this.runs = runs;
    this.gap = runs.gap(runs.large()).difference().mean();
  }

  /** The figure, if something was done about the gap. */
  static Optional<Figure> of(RemedyRuns runs) {
    RemedyFigure figure = new RemedyFigure(runs);
    List<Arm> arms = figure.arms();
    return arms.isEmpty() || !Double.isFinite(figure.gap)
        ? Optional.empty()
        : Optional.of(figure.draw(arms));
  }

  /** Those with a value, the best first. */
  private List<Arm> arms() {
    return runs.others().stream()
        .filter(arm -> runs.gain(arm).n() > 0)
        .sorted(runs.bestFirst())
        .toList();
  }

  private Figure draw(List<Arm> arms) {
    String small = runs.small().name();
    String large = runs.large().name();
    DotChart chart =
        new DotChart(
            runs.network()
                + (runs.hasGap() ? ": the gap closed" : ": what each remedy adds")
                + ", by the price",
            "Testing accuracy that each remedy adds to the large batch's, in groups of the same"
                + " price, the cheapest first; lines for the large and the small batch",
            axis(arms),
            groups(arms),
            List.of(
                new DotChart.Mark(0, large, Ink.MUTED), new DotChart.Mark(gap, small, Ink.SMALL)),
            List.of(
                new Legend.Entry("remedy", Pen.solid(Ink.LARGE, 1.5), Canvas.Shape.DISC),
                new Legend.Entry(
                    "another rate, more steps", Pen.solid(Ink.ACCURACY, 1.5), Canvas.Shape.DISC)));
    return new Figure(
        "remedies-" + runs.network(),
        chart,
        "Testing accuracy minus "
            + large
            + "’s of the same trial: means with 95 % t-intervals, cut at the ends of the axis. At"
            + " the line "
            + small
            + (runs.hasGap() ? " the gap is closed." : " an arm tests like the small batch.")
            + " Points beyond the axis stand at its end, with their value."
            + " Gradients are of the whole training set.");
  }

  /** The largest loss that is drawn to scale; gains all are. */
  private double most() {
    return MOST * Math.max(1, Math.abs(gap));
  }

  private Axis axis(List<Arm> arms) {
    double highest =
        Math.max(most(), arms.stream().mapToDouble(arm -> runs.gain(arm).mean()).max().orElse(0));
    double[] ends =
        arms.stream()
            .map(runs::gain)
            .flatMapToDouble(gain -> DoubleStream.of(gain.mean(), gain.low(), gain.high()))
            .filter(Double::isFinite)
            .map(gain -> Math.max(-most(), Math.min(highest, gain)))
            .toArray();
    return Plots.covering(
        "Testing accuracy − " + runs.large().name() + "’s, points",
        DoubleStream.concat(DoubleStream.of(ends), DoubleStream.of(0, gap)).toArray());
  }

  private List<DotChart.Group> groups(List<Arm> arms) {
    TreeMap<Long, List<DotChart.Row>> rows = new TreeMap<>();
    for (Arm arm : arms) {
      long price = Math.round(runs.passes(arm).mean());
      rows.computeIfAbsent(price, unused -> new ArrayList<>()).add(row(arm));
    }
    return rows.entrySet().stream()
        .map(group -> new DotChart.Group(group.getKey() + " gradients", group.getValue()))
        .toList();
  }

  private DotChart.Row row(Arm arm) {
    Estimate gain = runs.gain(arm);
    boolean beyond = gain.mean() < -most();
    return new DotChart.Row(
        runs.describe(arm) + (beyond ? " (" + Numbers.fixed(gain.mean(), 1) + ")" : ""),
        List.of(
            new DotChart.Dot(
                gain.mean(),
                gain.low(),
                gain.high(),
                Canvas.Shape.DISC,
                runs.isTuned(arm) ? Ink.ACCURACY : Ink.LARGE)));
  }
}
