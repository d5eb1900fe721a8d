package dev.basin.cli;

import dev.basin.curvature.Estimate;
import dev.basin.curvature.SpectralDensity;
import dev.basin.curvature.Spectrum;
import dev.basin.lab.chart.Chart;
import dev.basin.lab.report.DensityFigure;
import dev.basin.lab.report.EigenvalueFigure;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code basin spectrum} found.
 *
 * @param spectrum extreme eigenvalues
 * @param trace by Hutch++, or null
 * @param density by Lanczos quadrature, or null
 * @param threshold above which eigenvalues count as large; null without a density
 * @param layers one a layer, or none
 */
record SpectrumReport(
    Spectrum spectrum,
    @Nullable Estimate trace,
    @Nullable SpectralDensity density,
    @Nullable Double threshold,
    List<Layer> layers) {
  /**
   * The block of one layer.
   *
   * @param name the layer
   * @param dimension its weights
   * @param eigenvalue the largest
   * @param residual of it
   * @param trace of the block
   */
  record Layer(String name, long dimension, double eigenvalue, double residual, Estimate trace) {}

  Map<String, Object> document(Map<String, Object> objective, long seed) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("eigenvalues", spectrum.eigenvalues());
    document.put("residuals", spectrum.residuals());
    document.put("products", spectrum.products());
    document.put("converged", spectrum.converged());
    document.put("accuracies", spectrum.accuracies().stream().map(SpectrumReport::label).toList());
    document.put("rounding", spectrum.rounding());
    document.put("objective", objective);
    document.put("seed", seed);
    if (trace != null) {
      document.put("trace", trace);
    }
    if (density != null && threshold != null) {
      document.put("density", describe(density, threshold));
    }
    if (!layers.isEmpty()) {
      document.put("layers", layers);
    }
    return document;
  }

  private static String label(Spectrum.Accuracy accuracy) {
    return accuracy.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Map<String, Object> describe(SpectralDensity density, double threshold) {
    List<List<Double>> curve = new ArrayList<>();
    for (SpectralDensity.Point point : density.curve()) {
      curve.add(
          List.of(point.eigenvalue(), point.density().value(), point.density().standardError()));
    }
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("quadratures", density.quadratures());
    description.put("sigma", density.usualWidth());
    description.put("columns", List.of("eigenvalue", "density", "standardError"));
    description.put("curve", curve);
    description.put("largeThreshold", threshold);
    description.put("large", density.countAbove(threshold));
    return description;
  }

  /** The density, or the eigenvalues where there is none. */
  Chart chart() {
    return density == null
        ? EigenvalueFigure.of(spectrum).chart()
        : DensityFigure.of(density, "Spectral density of the Hessian").chart();
  }

  void print(PrintStream out, long dimension) {
    out.printf(
        "%d products%s%n",
        spectrum.products(),
        spectrum.converged()
            ? ""
            : "; NOT converged: raise --max-products or --tolerance; residuals are below");
    out.println("  eigenvalue     residual");
    for (int k = 0; k < spectrum.eigenvalues().size(); k++) {
      out.printf(
          "%12.6g %12.2g%s%n",
          spectrum.eigenvalues().get(k),
          spectrum.residuals().get(k),
          switch (spectrum.accuracies().get(k)) {
            case CONVERGED -> "";
            case AT_ROUNDING ->
                String.format("  at rounding: known to about %.2g only", spectrum.rounding());
            case OPEN -> "  not converged";
          });
    }
    if (trace != null) {
      out.printf("trace (Hutch++): %s%n", words(trace));
    }
    if (density != null && threshold != null) {
      out.printf(
          "eigenvalues above %.4g, of %d: %s%n",
          threshold, dimension, words(density.countAbove(threshold)));
    }
    if (!layers.isEmpty()) {
      out.println("layer         weights   largest eigenvalue   trace (Hutchinson)");
      for (Layer layer : layers) {
        out.printf(
            "%-10s %10d %20.6g   %s%n",
            layer.name(), layer.dimension(), layer.eigenvalue(), words(layer.trace()));
      }
    }
  }

  private static String words(Estimate estimate) {
    return String.format(
        "%.5g +- %.2g (95 %%: %.5g to %.5g, %d samples)",
        estimate.value(),
        estimate.standardError(),
        estimate.low(),
        estimate.high(),
        estimate.samples());
  }
}
