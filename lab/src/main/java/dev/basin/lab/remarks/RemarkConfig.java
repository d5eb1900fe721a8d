package dev.basin.lab.remarks;

import dev.basin.engine.Range;
import dev.basin.sharpness.Maximizer;
import java.util.List;

/**
 * What is measured at each solution.
 *
 * @param epsilons sizes ε of the boxes, each &gt; 0
 * @param subspace p, the dimension of the random manifold, from 1 to {@link #LARGEST_SUBSPACE}
 * @param maximizer of the sharpness
 * @param maxProducts the most Hessian products for the top eigenvalue
 * @param seed of the manifold and of the Lanczos process's start
 */
public record RemarkConfig(
    List<Double> epsilons, int subspace, Maximizer maximizer, int maxProducts, long seed) {

  /** The largest p: as many products are made, and a dense problem of that size is solved. */
  public static final int LARGEST_SUBSPACE = 2000;

  private static final Range SUBSPACES = Range.count(1, LARGEST_SUBSPACE);

  /** Checks the ranges. */
  public RemarkConfig {
    epsilons = List.copyOf(epsilons);
    if (epsilons.isEmpty()) {
      throw new IllegalArgumentException("epsilons is empty; expected at least one number > 0");
    }
    for (double epsilon : epsilons) {
      Range.POSITIVE.require(epsilon, "epsilon");
    }
    SUBSPACES.require(subspace, "subspace");
  }

  /** The paper's ε, a tenth of the smaller one, and its p = 100. */
  public static RemarkConfig defaults() {
    return new RemarkConfig(List.of(1e-3, 5e-4, 5e-5), 100, Maximizer.BEST, 200, 1);
  }
}
