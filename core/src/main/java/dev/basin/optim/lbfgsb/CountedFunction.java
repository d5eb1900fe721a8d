package dev.basin.optim.lbfgsb;

import dev.basin.objective.DifferentiableFunction;
import org.bytedeco.pytorch.Tensor;

/** A function whose finite and non-finite evaluations are counted apart. */
final class CountedFunction {
  private final DifferentiableFunction function;
  private int evaluations;
  private int nonFinite;

  CountedFunction(DifferentiableFunction function) {
    this.function = function;
  }

  /** f(x), and ∇f(x) in {@code gradient}; the caller says whether it was finite. */
  double evaluate(Tensor point, Tensor gradient) {
    return function.valueAndGradient(point, gradient);
  }

  void countFinite() {
    evaluations++;
  }

  void countNonFinite() {
    nonFinite++;
  }

  int evaluations() {
    return evaluations;
  }

  int nonFinite() {
    return nonFinite;
  }
}
