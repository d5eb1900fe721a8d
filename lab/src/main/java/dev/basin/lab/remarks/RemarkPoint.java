package dev.basin.lab.remarks;

import java.util.List;

/**
 * Sharpness and curvature at one solution.
 *
 * @param loss f(x), in nats
 * @param gradientNorm ‖∇f(x)‖₂
 * @param eigenvalue λ_max of ∇²f(x)
 * @param residual of that eigenpair
 * @param ritz the largest Ritz value of ∇²f(x) on the columns of A
 * @param sharpness one entry an ε
 * @param seed of the subspace and of the eigenvalue's start
 */
public record RemarkPoint(
    double loss,
    double gradientNorm,
    double eigenvalue,
    double residual,
    double ritz,
    List<AtEpsilon> sharpness,
    long seed) {

  /** Copies the list. */
  public RemarkPoint {
    sharpness = List.copyOf(sharpness);
  }

  /**
   * Metric 2.1 at one ε, in percent of {@code 1 + f}; lower bounds.
   *
   * @param epsilon ε
   * @param full φ with A = I
   * @param subspace φ in the manifold of A
   */
  public record AtEpsilon(double epsilon, double full, double subspace) {}
}
