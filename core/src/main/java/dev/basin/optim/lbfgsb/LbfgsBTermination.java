package dev.basin.optim.lbfgsb;

/** Why a minimisation by {@link LbfgsB} ended. */
public enum LbfgsBTermination {
  /** The largest component of the projected gradient is at most {@code pgtol}. */
  PROJECTED_GRADIENT("CONVERGENCE: NORM_OF_PROJECTED_GRADIENT_<=_PGTOL"),
  /** {@code (f_k − f_{k+1}) / max(|f_k|, |f_{k+1}|, 1) ≤ factr · 2⁻⁵²}. */
  RELATIVE_REDUCTION("CONVERGENCE: REL_REDUCTION_OF_F_<=_FACTR*EPSMCH"),
  /** The iteration limit was reached. */
  ITERATION_LIMIT("STOP: TOTAL NO. of ITERATIONS REACHED LIMIT"),
  /** More evaluations than the limit were made. */
  EVALUATION_LIMIT("STOP: TOTAL NO. of f AND g EVALUATIONS EXCEEDS LIMIT"),
  /** No acceptable step was found along the projected steepest descent either. */
  ABNORMAL_LINE_SEARCH("ABNORMAL_TERMINATION_IN_LNSRCH"),
  /** The function or its gradient is not finite at the start. */
  NON_FINITE_START("ABNORMAL: NON-FINITE VALUE OR GRADIENT AT THE START"),
  /** The caller asked to stop. */
  CANCELLED("STOP: CANCELLED BY THE CALLER");

  private final String description;

  LbfgsBTermination(String description) {
    this.description = description;
  }

  /** The reason in words; where SciPy's L-BFGS-B has the same reason, in the same words. */
  public String description() {
    return description;
  }
}
