package dev.basin.optim.lbfgsb;

import static org.bytedeco.pytorch.global.torch.add_out;

import dev.basin.optim.TensorBlocks;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Searches along {@code x + α d} for a step that satisfies the conditions of {@link MoreThuente},
 * and evaluates the function there.
 *
 * <p>The first trial is α = 1, except in the first iteration when some variable lacks a bound: then
 * {@code min(1/‖d‖, α_max)}. No step leaves the bounds, and in the first iteration of a constrained
 * problem none is longer than 1 (Zhu, Byrd, Lu and Nocedal 1997). Where the function is not finite
 * the step is halved.
 */
final class LineSearch {
  private static final double LONGEST = 1e10;

  /** How a search ended. */
  enum Outcome {
    /** The trial point is accepted. */
    ACCEPTED,
    /** The direction is not one of descent, or too many steps were tried. */
    FAILED,
    /** The caller asked to stop. */
    CANCELLED
  }

  private final CountedFunction function;
  private final Bounds bounds;
  private final int maxTrials;
  private final BooleanSupplier cancelled;
  private double step;
  private double value;
  private double slope;
  private double initialSlope;

  LineSearch(CountedFunction function, Bounds bounds, int maxTrials, BooleanSupplier cancelled) {
    this.function = function;
    this.bounds = bounds;
    this.maxTrials = maxTrials;
    this.cancelled = cancelled;
  }

  /** α of the last search. */
  double step() {
    return step;
  }

  /** f at the accepted point. */
  double value() {
    return value;
  }

  /** dᵀ∇f at the accepted point. */
  double slope() {
    return slope;
  }

  /** dᵀ∇f at the start of the search. */
  double initialSlope() {
    return initialSlope;
  }

  /**
   * Searches.
   *
   * @param x start, shape (n)
   * @param f value at the start
   * @param gradient at the start, shape (n)
   * @param direction d, shape (n)
   * @param firstIteration whether no iteration was completed yet
   * @param trial receives the point tried last; on entry {@code x + d}
   * @param trialGradient receives the gradient there
   */
  Outcome search(
      Tensor x,
      double f,
      Tensor gradient,
      Tensor direction,
      boolean firstIteration,
      Tensor trial,
      Tensor trialGradient) {
    initialSlope = dot(direction, gradient);
    if (!(initialSlope < 0)) {
      return Outcome.FAILED;
    }
    double largest = largest(x, direction, firstIteration);
    double first =
        firstIteration && !bounds.boxed()
            ? Math.min(1 / Math.sqrt(dot(direction, direction)), largest)
            : 1;
    MoreThuente rule = MoreThuente.forLbfgsB(largest, f, initialSlope, first);
    for (int trials = 0; trials < maxTrials; trials++) {
      if (cancelled.getAsBoolean()) {
        return Outcome.CANCELLED;
      }
      step = rule.step();
      if (trials > 0 || step != 1) {
        place(x, direction, trial);
      }
      value = function.evaluate(trial, trialGradient);
      slope = Double.isFinite(value) ? dot(direction, trialGradient) : Double.NaN;
      if (!Double.isFinite(slope)) {
        function.countNonFinite();
        rule.retreat();
        continue;
      }
      function.countFinite();
      if (rule.advance(value, slope) != MoreThuente.Outcome.EVALUATE) {
        return Outcome.ACCEPTED;
      }
    }
    return Outcome.FAILED;
  }

  private double largest(Tensor x, Tensor direction, boolean firstIteration) {
    if (!bounds.constrained()) {
      return LONGEST;
    }
    return firstIteration ? 1 : Math.max(1, bounds.largestStep(x, direction, LONGEST));
  }

  private void place(Tensor x, Tensor direction, Tensor trial) {
    TensorBlocks.scoped(() -> add_out(trial, x, direction, new Scalar(step)));
    bounds.project(trial);
  }

  private static double dot(Tensor a, Tensor b) {
    double[] sum = new double[1];
    TensorBlocks.scoped(() -> sum[0] = torch.dot(a, b).item_double());
    return sum[0];
  }
}
