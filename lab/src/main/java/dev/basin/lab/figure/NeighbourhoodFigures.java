package dev.basin.lab.figure;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Canvas.Shape;
import dev.basin.lab.chart.DotChart;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.landscape.NeighbourhoodPoint;
import dev.basin.landscape.NeighbourhoodResult;
import dev.basin.landscape.NeighbourhoodResult.AtRadius;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** How the loss rises around a solution. */
public final class NeighbourhoodFigures {
  private static final int INTERVALS = 5;

  /** Below this share of the largest rise a logarithmic axis would show rounding. */
  private static final double LEAST_SHARE = 1e-9;

  private NeighbourhoodFigures() {}

  /** The share of steep directions at each radius, with its interval. */
  public static Figure shares(NeighbourhoodResult result, double threshold) {
    List<DotChart.Row> rows =
        result.summary(threshold).stream().map(NeighbourhoodFigures::row).toList();
    int directions = result.points().size() / Math.max(1, rows.size());
    DotChart chart =
        new DotChart(
            "Share of directions in which f rises steeply",
            "Share of random directions with a rise above the threshold, by radius",
            Axis.exact("directions, %", 0, 100, INTERVALS),
            List.of(
                new DotChart.Group(
                    "rise above "
                        + Numbers.significant(threshold, 3)
                        + " nats, by radius (share of the norm)",
                    rows)),
            List.of(
                new Legend.Entry(
                    "share, with its 95 % interval", Pen.solid(Ink.SMALL, 1.5), Shape.DISC)));
    return new Figure(
        "neighbourhood",
        chart,
        directions + " random directions; whiskers: Clopper and Pearson’s 95 % interval.");
  }

  private static DotChart.Row row(AtRadius at) {
    return new DotChart.Row(
        Numbers.significant(at.radius(), 2),
        List.of(
            new DotChart.Dot(
                100 * at.steep().share(),
                100 * at.steep().low(),
                100 * at.steep().high(),
                Shape.DISC,
                Ink.SMALL)));
  }

  /** The rise along every direction, by radius. */
  public static Figure rises(NeighbourhoodResult result, double threshold) {
    double[] rises =
        result.points().stream().mapToDouble(result::rise).filter(Double::isFinite).toArray();
    double largest = Math.max(threshold, DoubleStream.of(rises).max().orElse(1));
    double least =
        DoubleStream.concat(DoubleStream.of(threshold), DoubleStream.of(rises))
            .filter(rise -> rise > LEAST_SHARE * largest)
            .min()
            .orElse(largest);
    List<AtRadius> summary = result.summary(threshold);
    double low = summary.stream().mapToDouble(AtRadius::radius).min().orElse(0.1);
    double high = summary.stream().mapToDouble(AtRadius::radius).max().orElse(1);
    Pen each = new Pen(Ink.SMALL, 1, false, 0.3);
    Pen median = Pen.solid(Ink.TEXT, 2);
    Pen steep = Pen.dashed(Ink.LARGE, 1.5);
    List<Series> curves = directions(result, each);
    curves.add(
        new Series(
            summary.stream().map(at -> new Series.Point(at.radius(), at.median())).toList(),
            false,
            median));
    curves.add(
        new Series(
            List.of(new Series.Point(low, threshold), new Series.Point(high, threshold)),
            false,
            steep));
    LineChart chart =
        new LineChart(
            "Rise of the loss along random directions",
            "Loss minus loss at the solution, by radius, for each random direction",
            high > low
                ? Axis.exact("radius, share of the norm", low, high, INTERVALS)
                : Axis.covering("radius, share of the norm", low, high, INTERVALS),
            Axis.decades("rise of f, nats (log scale)", least, largest),
            Ink.TEXT,
            null,
            Ink.TEXT,
            curves,
            List.of(
                new Legend.Entry("one direction", new Pen(Ink.SMALL, 1, false, 0.6), null),
                new Legend.Entry("median", median, null),
                new Legend.Entry("threshold", steep, null)),
            List.of());
    return new Figure(
        "neighbourhood-rises",
        chart,
        "A rise that is not positive is not on the logarithmic axis.");
  }

  private static List<Series> directions(NeighbourhoodResult result, Pen pen) {
    List<Series> curves = new ArrayList<>();
    List<Series.Point> curve = new ArrayList<>();
    int direction = 0;
    for (NeighbourhoodPoint point : result.points()) {
      if (point.direction() != direction) {
        curves.add(new Series(List.copyOf(curve), false, pen));
        curve.clear();
        direction = point.direction();
      }
      curve.add(new Series.Point(point.radius(), result.rise(point)));
    }
    curves.add(new Series(List.copyOf(curve), false, pen));
    return curves;
  }
}
