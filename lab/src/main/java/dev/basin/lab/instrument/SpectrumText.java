package dev.basin.lab.instrument;

import dev.basin.curvature.Estimate;
import dev.basin.curvature.SpectralDensity;
import dev.basin.curvature.Spectrum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A spectrum as a JSON object and as lines of text. */
final class SpectrumText {
  private SpectrumText() {}

  /** As a JSON object. */
  static Map<String, @Nullable Object> document(SpectrumResult found) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("eigenvalues", found.eigenvalues());
    document.put("residuals", found.residuals());
    document.put("products", found.products());
    document.put("converged", found.converged());
    document.put("accuracies", found.accuracies().stream().map(Spectrum.Accuracy::label).toList());
    document.put("rounding", found.rounding());
    document.put("seed", found.seed());
    if (found.trace() != null) {
      document.put("trace", found.trace());
    }
    if (found.density() != null) {
      document.put("density", described(found, found.density()));
    }
    if (!found.layers().isEmpty()) {
      document.put("layers", found.layers());
    }
    return document;
  }

  private static Map<String, @Nullable Object> described(
      SpectrumResult found, SpectralDensity density) {
    Map<String, @Nullable Object> described = new LinkedHashMap<>();
    described.put("quadratures", density.quadratures());
    described.put("sigma", density.usualWidth());
    described.put("columns", List.of("eigenvalue", "density", "standardError"));
    described.put(
        "curve",
        density.curve().stream()
            .map(
                point ->
                    List.of(
                        point.eigenvalue(),
                        point.density().value(),
                        point.density().standardError()))
            .toList());
    described.put("largeThreshold", found.threshold());
    described.put("large", found.large());
    return described;
  }

  /** In lines for a terminal. */
  static List<String> lines(SpectrumResult found) {
    List<String> lines = new ArrayList<>();
    lines.add(
        found.products()
            + " products"
            + (found.converged()
                ? ""
                : "; NOT converged: raise --max-products or --tolerance; residuals are below"));
    lines.add("  eigenvalue     residual");
    for (SpectrumColumns.Ranked row : SpectrumColumns.ranked(found)) {
      lines.add(
          String.format("%12.6g %12.2g", row.eigenvalue(), row.residual())
              + switch (row.accuracy()) {
                case CONVERGED -> "";
                case AT_ROUNDING ->
                    String.format("  at rounding: known to about %.2g only", found.rounding());
                case OPEN -> "  not converged";
              });
    }
    if (found.trace() != null) {
      lines.add("trace (Hutch++): " + words(found.trace()));
    }
    if (found.density() != null) {
      lines.add(
          String.format(
              "eigenvalues above %.4g, of %d: %s",
              found.threshold(), found.density().dimension(), words(found.large())));
    }
    if (!found.layers().isEmpty()) {
      lines.add("layer         weights   largest eigenvalue   trace (Hutchinson)");
      for (LayerSpectrum layer : found.layers()) {
        lines.add(
            String.format(
                "%-10s %10d %20.6g   %s",
                layer.name(), layer.dimension(), layer.eigenvalue(), words(layer.trace())));
      }
    }
    return lines;
  }

  private static String words(@Nullable Estimate estimate) {
    return estimate == null
        ? ""
        : String.format(
            "%.5g +- %.2g (95 %%: %.5g to %.5g, %d samples)",
            estimate.value(),
            estimate.standardError(),
            estimate.low(),
            estimate.high(),
            estimate.samples());
  }
}
