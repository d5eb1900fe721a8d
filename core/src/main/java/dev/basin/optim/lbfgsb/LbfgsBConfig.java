package dev.basin.optim.lbfgsb;

/**
 * Settings of {@link LbfgsB}. The defaults are those of SciPy's {@code minimize(method='L-BFGS-B')}
 * (whose {@code ftol} is {@code factr · 2⁻⁵²}).
 *
 * @param history m, the number of pairs kept, 1 to 100
 * @param maxIterations at least 1
 * @param pgtol the minimisation ends when no component of the projected gradient is larger; at
 *     least 0, and with 0 it ends only where the projected gradient vanishes exactly
 * @param factr the minimisation ends when an iteration reduces f by at most {@code factr · 2⁻⁵² ·
 *     max(|f_k|, |f_{k+1}|, 1)}; at least 0, and with 0 it ends only where f is not reduced at all
 * @param maxLineSearch the most steps tried in a line search, at least 1
 * @param maxEvaluations the minimisation ends after the iteration in which more evaluations than
 *     this were made, at least 1
 */
public record LbfgsBConfig(
    int history,
    int maxIterations,
    double pgtol,
    double factr,
    int maxLineSearch,
    int maxEvaluations) {
  private static final int LARGEST_HISTORY = 100;

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException naming the field, the value and the allowed range
   */
  public LbfgsBConfig {
    if (history < 1 || history > LARGEST_HISTORY) {
      throw new IllegalArgumentException(
          "history: " + history + ", expected 1 to " + LARGEST_HISTORY);
    }
    checkAtLeastOne("maxIterations", maxIterations);
    checkTolerance("pgtol", pgtol);
    checkTolerance("factr", factr);
    checkAtLeastOne("maxLineSearch", maxLineSearch);
    checkAtLeastOne("maxEvaluations", maxEvaluations);
  }

  /** m = 10, 15 000 iterations and evaluations, pgtol 1e-5, factr 1e7, 20 steps a line search. */
  public static LbfgsBConfig defaults() {
    return new LbfgsBConfig(10, 15_000, 1e-5, 1e7, 20, 15_000);
  }

  /** This configuration with another number of pairs kept. */
  public LbfgsBConfig withHistory(int pairs) {
    return new LbfgsBConfig(pairs, maxIterations, pgtol, factr, maxLineSearch, maxEvaluations);
  }

  /** This configuration with another iteration limit. */
  public LbfgsBConfig withMaxIterations(int limit) {
    return new LbfgsBConfig(history, limit, pgtol, factr, maxLineSearch, maxEvaluations);
  }

  /** This configuration with other tolerances. */
  public LbfgsBConfig withTolerances(double projectedGradient, double reductionFactor) {
    return new LbfgsBConfig(
        history, maxIterations, projectedGradient, reductionFactor, maxLineSearch, maxEvaluations);
  }

  /** This configuration with another limit on evaluations. */
  public LbfgsBConfig withMaxEvaluations(int limit) {
    return new LbfgsBConfig(history, maxIterations, pgtol, factr, maxLineSearch, limit);
  }

  private static void checkAtLeastOne(String field, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + ": " + value + ", expected at least 1");
    }
  }

  private static void checkTolerance(String field, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(field + ": " + value + ", expected finite and at least 0");
    }
  }
}
