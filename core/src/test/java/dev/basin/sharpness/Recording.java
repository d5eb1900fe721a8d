package dev.basin.sharpness;

import dev.basin.objective.DifferentiableFunction;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Passes a function on and notes each value. */
record Recording(DifferentiableFunction f, List<Double> values) implements DifferentiableFunction {
  @Override
  public long dimension() {
    return f.dimension();
  }

  @Override
  public double valueAndGradient(Tensor point, Tensor gradient) {
    double value = f.valueAndGradient(point, gradient);
    values.add(value);
    return value;
  }
}
