package dev.basin.lab.remarks;

import dev.basin.sharpness.Maximizer;
import java.util.List;

/**
 * What is measured at each solution.
 *
 * @param epsilons sizes ε of the boxes, each &gt; 0
 * @param subspace p, the dimension of the random manifold, at least 1
 * @param maximizer of the sharpness
 * @param maxProducts the most Hessian products for the top eigenvalue
 * @param seed of the manifold and of the Lanczos process's start
 */
public record RemarkConfig(
    List<Double> epsilons, int subspace, Maximizer maximizer, int maxProducts, long seed) {

  /** Checks the ranges. */
  public RemarkConfig {
    epsilons = List.copyOf(epsilons);
    if (epsilons.isEmpty()) {
      throw new IllegalArgumentException("epsilons is empty; expected at least one number > 0");
    }
    for (double epsilon : epsilons) {
      if (!(epsilon > 0) || !Double.isFinite(epsilon)) {
        throw new IllegalArgumentException("epsilon is " + epsilon + "; expected > 0");
      }
    }
    if (subspace < 1) {
      throw new IllegalArgumentException("subspace is " + subspace + "; expected at least 1");
    }
  }

  /** The paper's ε, a tenth of the smaller one, and its p = 100. */
  public static RemarkConfig defaults() {
    return new RemarkConfig(List.of(1e-3, 5e-4, 5e-5), 100, Maximizer.BEST, 200, 1);
  }
}
