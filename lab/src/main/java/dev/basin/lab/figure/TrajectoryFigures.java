package dev.basin.lab.figure;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Canvas.Shape;
import dev.basin.lab.chart.Field;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.chart.Spot;
import dev.basin.lab.chart.Ticks;
import dev.basin.landscape.TrajectoryPoint;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** A trajectory in its principal plane, and its true beside its projected loss. */
public final class TrajectoryFigures {
  private static final int INTERVALS = 6;
  private static final double LARGEST_LINEAR_RATIO = 20;

  private TrajectoryFigures() {}

  /** True and projected loss by iterate. */
  public static Figure losses(List<TrajectoryPoint> points) {
    Pen real = Pen.solid(Ink.LOSS, 2);
    Pen projected = Pen.dashed(Ink.LARGE, 2);
    LineChart chart =
        new LineChart(
            "Loss along the trajectory",
            "Training loss at each iterate and at its projection onto the principal plane",
            Axis.counting("iterate", points.size() - 1, INTERVALS),
            lossAxis(points),
            Ink.TEXT,
            null,
            Ink.TEXT,
            List.of(
                series(points, TrajectoryPoint::projectedLoss, projected),
                series(points, TrajectoryPoint::loss, real)),
            List.of(
                new Legend.Entry("at the iterate", real, null),
                new Legend.Entry("at its projection onto the plane", projected, null)),
            List.of());
    return new Figure(
        "trajectory-loss",
        chart,
        "Solid: the model’s loss; dashed: what a picture of the plane shows at the same place.");
  }

  /** The trajectory in its plane, over the losses of the plane. */
  public static PlaneFigures plane(
      List<TrajectoryPoint> points, List<Double> explained, Field field) {
    TrajectoryPoint first = points.get(0);
    TrajectoryPoint last = points.get(points.size() - 1);
    return new PlaneFigures(
        "Trajectory in its principal plane",
        component(1, explained, " of the variance"),
        component(2, explained, ""),
        field,
        List.of(
            new Spot(first.a(), first.b(), first.projectedLoss(), "start", Shape.DISC, Ink.LARGE),
            new Spot(last.a(), last.b(), last.loss(), "end", Shape.DISC, Ink.SMALL)),
        List.of(path(points)),
        true);
  }

  /** The same without losses under it. */
  public static Figure path(List<TrajectoryPoint> points, List<Double> explained) {
    Pen pen = Pen.solid(Ink.TEXT, 1.5);
    LineChart chart =
        new LineChart(
            "Trajectory in its principal plane",
            "The iterates projected onto the plane of their two largest components",
            covering(component(1, explained, " of the variance"), points, TrajectoryPoint::a),
            covering(component(2, explained, ""), points, TrajectoryPoint::b),
            Ink.TEXT,
            null,
            Ink.TEXT,
            List.of(path(points)),
            List.of(new Legend.Entry("from the start to the last iterate at (0, 0)", pen, null)),
            List.of());
    return new Figure("trajectory", chart, "Distances are those of weight space.");
  }

  private static Series path(List<TrajectoryPoint> points) {
    return new Series(
        points.stream().map(point -> new Series.Point(point.a(), point.b())).toList(),
        false,
        Pen.solid(Ink.TEXT, 1.5));
  }

  private static String component(int number, List<Double> explained, String of) {
    return "component "
        + number
        + " ("
        + Numbers.fixed(100 * explained.get(number - 1), 1)
        + " %"
        + of
        + ")";
  }

  private static Axis covering(
      String label, List<TrajectoryPoint> points, ToDoubleFunction<TrajectoryPoint> value) {
    return Axis.covering(
        label,
        points.stream().mapToDouble(value).min().orElse(0),
        points.stream().mapToDouble(value).max().orElse(1),
        INTERVALS);
  }

  private static Axis lossAxis(List<TrajectoryPoint> points) {
    double[] losses =
        points.stream()
            .flatMapToDouble(point -> DoubleStream.of(point.loss(), point.projectedLoss()))
            .filter(Double::isFinite)
            .toArray();
    double high = DoubleStream.of(losses).max().orElse(1);
    double positive = DoubleStream.of(losses).filter(loss -> loss > 0).min().orElse(1);
    if (high > LARGEST_LINEAR_RATIO * positive) {
      return Axis.decades("loss f, nats (log scale)", positive, high);
    }
    double step = Ticks.step(high > 0 ? high : 1, INTERVALS);
    return Axis.exact("loss f, nats", 0, step * INTERVALS, INTERVALS);
  }

  private static Series series(
      List<TrajectoryPoint> points, ToDoubleFunction<TrajectoryPoint> value, Pen pen) {
    return new Series(
        points.stream()
            .map(point -> new Series.Point(point.iterate(), value.applyAsDouble(point)))
            .toList(),
        false,
        pen);
  }
}
