package dev.basin.lab.figure;

import dev.basin.curvature.SpectralDensity;
import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A spectral density with its standard error, on a logarithmic axis. */
public final class DensityFigure {
  /** Below this share of the peak the Gaussians' tails say nothing. */
  private static final double LEAST_SHARE = 1e-8;

  private DensityFigure() {}

  /** Draws a density. */
  public static Figure of(SpectralDensity density, String title) {
    List<SpectralDensity.Point> curve = density.curve();
    double peak = curve.stream().mapToDouble(point -> point.density().value()).max().orElse(1);
    double least =
        curve.stream()
            .mapToDouble(point -> point.density().value())
            .filter(value -> value > LEAST_SHARE * peak)
            .min()
            .orElse(peak);
    Pen line = Pen.solid(Ink.LOSS, 2);
    Pen band = new Pen(Ink.LOSS, 1, true, 0.7);
    LineChart chart =
        new LineChart(
            title,
            "Density of the eigenvalues of the Hessian, with one standard error to either side",
            Axis.covering(
                "eigenvalue",
                curve.get(0).eigenvalue(),
                curve.get(curve.size() - 1).eigenvalue(),
                6),
            Axis.decades("density (log scale)", least, peak),
            Ink.TEXT,
            null,
            Ink.TEXT,
            List.of(
                series(curve, point -> point.density().value(), line),
                series(
                    curve,
                    point -> point.density().value() + point.density().standardError(),
                    band),
                series(
                    curve,
                    point -> point.density().value() - point.density().standardError(),
                    band)),
            List.of(
                new Legend.Entry("density", line, null),
                new Legend.Entry("± one standard error", band, null)),
            List.of());
    String caption =
        "Stochastic Lanczos quadrature from "
            + density.quadratures().size()
            + " random starts; each eigenvalue is a Gaussian of width "
            + String.format("%.3g", density.usualWidth())
            + ".";
    return new Figure("density", chart, caption);
  }

  private static Series series(
      List<SpectralDensity.Point> curve, ToDoubleFunction<SpectralDensity.Point> value, Pen pen) {
    return new Series(
        curve.stream()
            .map(point -> new Series.Point(point.eigenvalue(), value.applyAsDouble(point)))
            .toList(),
        false,
        pen);
  }
}
