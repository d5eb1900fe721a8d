package dev.basin.lab;

import dev.basin.objective.DifferentiableFunction;
import org.bytedeco.pytorch.Tensor;

/**
 * A function whose every evaluation counts as progress.
 *
 * @param function who is asked
 * @param progress hears of each evaluation
 * @param points what one is worth
 */
public record CountedFunction(DifferentiableFunction function, Progress progress, double points)
    implements DifferentiableFunction {
  @Override
  public long dimension() {
    return function.dimension();
  }

  @Override
  public double valueAndGradient(Tensor point, Tensor gradient) {
    double value = function.valueAndGradient(point, gradient);
    progress.advance(points);
    return value;
  }
}
