package dev.basin.curvature;

import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/**
 * Extreme eigenpairs of a symmetric matrix.
 *
 * @param eigenvalues the largest, then the smallest that were asked for, descending
 * @param residuals {@code ‖A u − λ u‖₂} of each, as Lanczos's recurrence has it; some eigenvalue of
 *     A lies within it, or within {@code rounding} if that is larger, of λ
 * @param accuracies how well each is known
 * @param rounding about what the rounding of a product may be: an eigenvalue of a smaller size is
 *     not told from 0
 * @param vectors unit vectors u, one a row, float64, shape (k, n); in the scope of the call
 * @param products how many products with A were made
 */
public record Spectrum(
    List<Double> eigenvalues,
    List<Double> residuals,
    List<Accuracy> accuracies,
    double rounding,
    Tensor vectors,
    int products) {

  /** How well an eigenvalue is known. */
  public enum Accuracy {
    /** Its residual is at most the tolerance times its own size. */
    CONVERGED,
    /**
     * Its residual is within the rounding of products, of which the tolerance times its own size is
     * less: no product would tell more.
     */
    AT_ROUNDING,
    /** Neither: more products would tell more. */
    OPEN;

    /** As documents have it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Whether no eigenvalue is {@link Accuracy#OPEN}: more products would tell nothing more. */
  public boolean converged() {
    return !accuracies.contains(Accuracy.OPEN);
  }
}
