package dev.basin.curvature;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Extreme eigenpairs of a symmetric matrix.
 *
 * @param eigenvalues the largest, then the smallest that were asked for, descending
 * @param residuals {@code ‖A u − λ u‖₂} of each; some eigenvalue of A lies within it of λ
 * @param vectors unit vectors u, one a row, float64, shape (k, n); in the scope of the call
 * @param products how many products with A were made
 * @param converged whether every residual is within the tolerance
 */
public record Spectrum(
    List<Double> eigenvalues,
    List<Double> residuals,
    Tensor vectors,
    int products,
    boolean converged) {}
