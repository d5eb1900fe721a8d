package dev.basin.lab.instrument;

import dev.basin.curvature.Estimate;
import dev.basin.curvature.SpectralDensity;
import dev.basin.curvature.Spectrum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a spectrum.
 *
 * @param top how many of the eigenvalues are the largest
 * @param eigenvalues the largest, then the smallest that were asked for, descending
 * @param residuals ‖H u − λ u‖₂ of each
 * @param accuracies how well each is known
 * @param rounding about what the rounding of a product may be
 * @param products with the Hessian, made for the eigenvalues
 * @param trace by Hutch++, or null
 * @param density by Lanczos quadrature, or null
 * @param threshold above which eigenvalues count as large; null without a density
 * @param layers one a layer, or none
 * @param seed of the random vectors
 */
public record SpectrumResult(
    int top,
    List<Double> eigenvalues,
    List<Double> residuals,
    List<Spectrum.Accuracy> accuracies,
    double rounding,
    int products,
    @Nullable Estimate trace,
    @Nullable SpectralDensity density,
    @Nullable Double threshold,
    List<LayerSpectrum> layers,
    long seed) {

  /** Copies the lists. */
  public SpectrumResult {
    eigenvalues = List.copyOf(eigenvalues);
    residuals = List.copyOf(residuals);
    accuracies = List.copyOf(accuracies);
    layers = List.copyOf(layers);
  }

  /** λ_max, or null if none of the largest was asked for. */
  @Nullable Double largest() {
    return top == 0 ? null : eigenvalues.get(0);
  }

  /** λ_min, or null if none of the smallest was asked for. */
  @Nullable Double smallest() {
    return top == eigenvalues.size() ? null : eigenvalues.get(eigenvalues.size() - 1);
  }

  /** Whether more products would tell nothing more of the eigenvalues. */
  boolean converged() {
    return !accuracies.contains(Spectrum.Accuracy.OPEN);
  }

  /** How many eigenvalues are larger than the threshold; null without a density. */
  @Nullable Estimate large() {
    return density == null || threshold == null ? null : density.countAbove(threshold);
  }
}
