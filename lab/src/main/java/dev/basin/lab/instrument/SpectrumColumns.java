package dev.basin.lab.instrument;

import dev.basin.curvature.Estimate;
import dev.basin.curvature.SpectralDensity;
import dev.basin.curvature.Spectrum;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The quantities and tables of a spectrum. */
final class SpectrumColumns {
  static final List<Quantity<SpectrumResult>> QUANTITIES =
      List.of(
          Quantity.real(
                  "largest_eigenvalue", "Largest eigenvalue λ_max", "", SpectrumResult::largest)
              .unless(SpectrumInstrument.TOP, "0")
              .asHeadline(),
          Quantity.real(
                  "smallest_eigenvalue", "Smallest eigenvalue λ_min", "", SpectrumResult::smallest)
              .unless(SpectrumInstrument.BOTTOM, "0")
              .asHeadline(),
          Quantity.real(
              "largest_residual",
              "Largest residual ‖H u − λ u‖",
              "",
              found -> found.residuals().stream().mapToDouble(r -> r).max().orElse(Double.NaN)),
          Quantity.real("rounding", "Rounding of products", "", SpectrumResult::rounding),
          Quantity.integer("products", "Hessian products", SpectrumResult::products),
          Quantity.text("converged", "Converged", found -> Boolean.toString(found.converged())),
          Quantity.real("trace_estimate", "Trace", "", of(SpectrumResult::trace, Estimate::value))
              .unless(SpectrumInstrument.TRACE, "none")
              .asHeadline(),
          Quantity.real(
              "trace_standard_error",
              "Standard error of the trace",
              "",
              of(SpectrumResult::trace, Estimate::standardError)),
          Quantity.real("large_threshold", "Large above", "", SpectrumResult::threshold),
          Quantity.real(
                  "large_eigenvalues",
                  "Large eigenvalues",
                  "",
                  of(SpectrumResult::large, Estimate::value))
              .unless(SpectrumInstrument.DENSITY, "none")
              .asHeadline(),
          Quantity.real(
              "large_standard_error",
              "Standard error of their number",
              "",
              of(SpectrumResult::large, Estimate::standardError)),
          Quantity.integer("drawn_seed", "Seed of the random vectors", SpectrumResult::seed));

  /** An eigenvalue with its rank, 1 for the first that was asked for. */
  record Ranked(int rank, double eigenvalue, double residual, Spectrum.Accuracy accuracy) {}

  private static final List<Quantity<Ranked>> EIGENVALUES =
      List.of(
          Quantity.integer("rank", "Rank", Ranked::rank),
          Quantity.real("eigenvalue", "Eigenvalue", "", Ranked::eigenvalue),
          Quantity.real("residual", "Residual", "", Ranked::residual),
          Quantity.text("accuracy", "Accuracy", row -> row.accuracy().label()));

  private static final List<Quantity<SpectralDensity.Point>> CURVE =
      List.of(
          Quantity.<SpectralDensity.Point>real(
              "eigenvalue", "Eigenvalue", "", SpectralDensity.Point::eigenvalue),
          Quantity.<SpectralDensity.Point>real(
              "density", "Density", "", point -> point.density().value()),
          Quantity.<SpectralDensity.Point>real(
              "standard_error", "Standard error", "", point -> point.density().standardError()));

  private static final List<Quantity<LayerSpectrum>> LAYERS =
      List.of(
          Quantity.text("layer", "Layer", LayerSpectrum::name),
          Quantity.<LayerSpectrum>integer("weights", "Weights", LayerSpectrum::dimension),
          Quantity.<LayerSpectrum>real(
              "eigenvalue", "Largest eigenvalue", "", LayerSpectrum::eigenvalue),
          Quantity.<LayerSpectrum>real("residual", "Residual", "", LayerSpectrum::residual),
          Quantity.<LayerSpectrum>real("trace", "Trace", "", layer -> layer.trace().value()),
          Quantity.<LayerSpectrum>real(
              "trace_standard_error",
              "Standard error of the trace",
              "",
              layer -> layer.trace().standardError()));

  static final List<Series<SpectrumResult, ?>> SERIES =
      List.of(
          new Series<>("spectrum_eigenvalues", (settings, found) -> ranked(found), EIGENVALUES),
          new Series<>(
              "spectrum_density",
              (settings, found) -> found.density() == null ? List.of() : found.density().curve(),
              CURVE),
          new Series<>("spectrum_layers", (settings, found) -> found.layers(), LAYERS));

  private SpectrumColumns() {}

  private static Function<SpectrumResult, @Nullable Double> of(
      Function<SpectrumResult, @Nullable Estimate> estimate, Function<Estimate, Double> value) {
    return found -> {
      Estimate there = estimate.apply(found);
      return there == null ? null : value.apply(there);
    };
  }

  static List<Ranked> ranked(SpectrumResult found) {
    return IntStream.range(0, found.eigenvalues().size())
        .mapToObj(
            k ->
                new Ranked(
                    k + 1,
                    found.eigenvalues().get(k),
                    found.residuals().get(k),
                    found.accuracies().get(k)))
        .toList();
  }
}
