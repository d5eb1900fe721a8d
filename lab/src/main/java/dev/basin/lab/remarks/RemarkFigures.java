package dev.basin.lab.remarks;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Chart;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.figure.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Sharpness against curvature, one figure for each of the two remarks, on logarithmic axes. */
public final class RemarkFigures {
  private static final List<Ink> INKS = List.of(Ink.SMALL, Ink.LARGE, Ink.ACCURACY, Ink.LOSS);

  private RemarkFigures() {}

  /** Full-space φ against λ_max. */
  public static Chart eigenvalue(List<String> names, List<RemarkPoint> points) {
    return chart(
        "Full-space sharpness against the largest eigenvalue",
        "largest eigenvalue λ_max of the Hessian (log scale)",
        names,
        points,
        RemarkPoint::eigenvalue,
        RemarkPoint.AtEpsilon::full);
  }

  /** Subspace φ against the largest Ritz value. */
  public static Chart ritz(List<String> names, List<RemarkPoint> points) {
    return chart(
        "Subspace sharpness against the largest Ritz value",
        "largest Ritz value of the Hessian on the columns of A (log scale)",
        names,
        points,
        RemarkPoint::ritz,
        RemarkPoint.AtEpsilon::subspace);
  }

  private static Chart chart(
      String title,
      String bottom,
      List<String> names,
      List<RemarkPoint> points,
      ToDoubleFunction<RemarkPoint> curvature,
      ToDoubleFunction<RemarkPoint.AtEpsilon> sharpness) {
    List<Series> series = new ArrayList<>();
    List<Legend.Entry> legend = new ArrayList<>();
    double[] x = points.stream().mapToDouble(curvature).filter(v -> v > 0).toArray();
    double[] y =
        points.stream()
            .flatMap(point -> point.sharpness().stream())
            .mapToDouble(sharpness)
            .filter(v -> v > 0)
            .toArray();
    int epsilons = points.get(0).sharpness().size();
    for (int e = 0; e < epsilons; e++) {
      Pen pen = Pen.solid(INKS.get(e % INKS.size()), 2);
      for (RemarkPoint point : points) {
        series.add(
            new Series(
                List.of(
                    new Series.Point(
                        curvature.applyAsDouble(point),
                        sharpness.applyAsDouble(point.sharpness().get(e)))),
                false,
                pen));
      }
      legend.add(new Legend.Entry("ε = " + epsilon(points.get(0).sharpness().get(e)), pen, null));
    }
    return new LineChart(
        title,
        title + ", one dot a solution and ε; above each solution its name",
        decades(bottom, x),
        decades("φ, % of 1 + f (log scale)", y),
        Ink.TEXT,
        null,
        Ink.TEXT,
        series,
        legend,
        IntStream.range(0, points.size())
            .filter(k -> curvature.applyAsDouble(points.get(k)) > 0)
            .mapToObj(
                k ->
                    new LineChart.Mark(
                        curvature.applyAsDouble(points.get(k)), names.get(k), Ink.MUTED))
            .toList());
  }

  private static String epsilon(RemarkPoint.AtEpsilon at) {
    return Numbers.epsilon(at.epsilon());
  }

  private static Axis decades(String label, double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high > 0 ? Axis.decades(label, low, high) : Axis.decades(label, 0.1, 1);
  }
}
