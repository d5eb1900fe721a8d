package dev.basin.objective;

import org.bytedeco.pytorch.Tensor;

/**
 * A function {@code f : Rⁿ → R} that can be asked for its value and gradient at a point. Everything
 * an optimiser or an instrument needs to know of a problem.
 */
public interface DifferentiableFunction {

  /** The number n of variables. */
  long dimension();

  /**
   * Evaluates the function and its gradient.
   *
   * @param point x, shape (n); not changed
   * @param gradient receives ∇f(x), shape (n), same dtype as {@code point}; overwritten
   * @return f(x); NaN or infinite where the function is not finite, and then the content of {@code
   *     gradient} is unspecified
   */
  double valueAndGradient(Tensor point, Tensor gradient);
}
