package dev.basin.optim.lbfgsb;

/**
 * The line search of Moré and Thuente: finds a step α > 0 at which {@code φ(α) = f(x + αd)} has
 *
 * <ul>
 *   <li>sufficient decrease, {@code φ(α) ≤ φ(0) + μ α φ′(0)}, and
 *   <li>small slope, {@code |φ′(α)| ≤ η |φ′(0)|}.
 * </ul>
 *
 * <p>Pure arithmetic of doubles by reverse communication: {@link #step()} is the step to evaluate,
 * {@link #advance} takes in φ and φ′ there. The end values of the search may also be a step that is
 * merely the best to be had (see {@link Outcome#WARNING}).
 *
 * <p>Source: J. J. Moré and D. J. Thuente, Line search algorithms with guaranteed sufficient
 * decrease, ACM TOMS 20 (1994), 286–307. The constants of {@link #forLbfgsB} are those of L-BFGS-B
 * 3.0 (Zhu, Byrd, Lu and Nocedal, ACM TOMS 23 (1997), section 3).
 */
final class MoreThuente {
  /** What became of a trial step. */
  enum Outcome {
    /** Evaluate at {@link #step()} and call {@link #advance} again. */
    EVALUATE,
    /** Both conditions hold at {@link #step()}. */
    CONVERGED,
    /**
     * {@link #step()} was the last one evaluated or the best one, and no better one can be had: the
     * bracket is narrower than its tolerance or rounding, or the step is at a limit.
     */
    WARNING
  }

  private static final double EXTRAPOLATION_LOW =
      1.1; // section 4: α ∈ [1.1, 4] times the last move
  private static final double EXTRAPOLATION_HIGH = 4;
  private static final double SHRINK = 0.66; // the bracket must shrink by this in two trials

  private final double decrease; // μ
  private final double curvature; // η
  private final double bracketTolerance;
  private final double smallest; // α_min
  private double largest; // α_max

  private final double initialValue;
  private final double initialSlope;
  private final StepInterval interval;
  private boolean firstStage = true;
  private double low;
  private double high;
  private double width;
  private double previousWidth;
  private double step;

  /**
   * Begins a search.
   *
   * @param decrease μ of the decrease condition
   * @param curvature η of the slope condition
   * @param bracketTolerance the search ends when the bracket is narrower than this times its end
   * @param largest α_max; the least step is 0
   * @param value φ(0)
   * @param slope φ′(0), negative
   * @param first the first trial, in (0, α_max]
   * @throws IllegalArgumentException if the slope is not negative or the first step not allowed
   */
  MoreThuente(
      double decrease,
      double curvature,
      double bracketTolerance,
      double largest,
      double value,
      double slope,
      double first) {
    if (!(slope < 0)) {
      throw new IllegalArgumentException("slope: " + slope + ", expected < 0");
    }
    if (!(first > 0 && first <= largest)) {
      throw new IllegalArgumentException("first: " + first + ", expected in (0, " + largest + "]");
    }
    this.decrease = decrease;
    this.curvature = curvature;
    this.bracketTolerance = bracketTolerance;
    this.smallest = 0;
    this.largest = largest;
    this.initialValue = value;
    this.initialSlope = slope;
    this.interval = new StepInterval(value, slope);
    this.width = largest - smallest;
    this.previousWidth = 2 * width;
    this.low = 0;
    this.high = first + EXTRAPOLATION_HIGH * first;
    this.step = first;
  }

  /** A search with L-BFGS-B's μ = 1e-3, η = 0.9 and bracket tolerance 0.1. */
  static MoreThuente forLbfgsB(double largest, double value, double slope, double first) {
    return new MoreThuente(1e-3, 0.9, 0.1, largest, value, slope, first);
  }

  /** The step to evaluate next, or the result. */
  double step() {
    return step;
  }

  /**
   * Takes in φ and φ′ at {@link #step()}.
   *
   * @param value φ(α)
   * @param slope φ′(α)
   */
  Outcome advance(double value, double slope) {
    double testSlope = decrease * initialSlope;
    double test = initialValue + step * testSlope;
    if (firstStage && value <= test && slope >= 0) {
      firstStage = false;
    }
    if (value <= test && Math.abs(slope) <= curvature * -initialSlope) {
      return Outcome.CONVERGED;
    }
    boolean lastBracket =
        interval.bracketed()
            && (step <= low || step >= high || high - low <= bracketTolerance * high);
    boolean atLargest = step == largest && value <= test && slope <= testSlope;
    boolean atSmallest = step == smallest && (value > test || slope >= testSlope);
    if (lastBracket || atLargest || atSmallest) {
      return Outcome.WARNING;
    }
    // In the first stage the auxiliary function ψ(α) = φ(α) − φ(0) − μφ′(0)α is the one reduced.
    boolean auxiliary = firstStage && value <= interval.bestValue() && value > test;
    step = interval.next(step, value, slope, auxiliary ? testSlope : 0, low, high);
    narrow();
    return Outcome.EVALUATE;
  }

  /**
   * Gives up the step last asked for, where the function is not finite: halves its distance to the
   * best step and allows no longer one.
   */
  void retreat() {
    step = interval.best() + (step - interval.best()) / 2;
    largest = Math.max(step, interval.best());
    high = Math.min(high, largest);
  }

  private void narrow() {
    if (interval.bracketed()) {
      if (interval.width() >= SHRINK * previousWidth) {
        step = interval.best() + (interval.other() - interval.best()) / 2;
      }
      previousWidth = width;
      width = interval.width();
      low = interval.low();
      high = interval.high();
    } else {
      low = step + EXTRAPOLATION_LOW * (step - interval.best());
      high = step + EXTRAPOLATION_HIGH * (step - interval.best());
    }
    step = Math.max(smallest, Math.min(largest, step));
    if (interval.bracketed()
        && (step <= low || step >= high || high - low <= bracketTolerance * high)) {
      step = interval.best();
    }
  }
}
