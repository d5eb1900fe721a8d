package dev.basin.landscape;

import dev.basin.Formula;
import dev.basin.objective.EvaluatedFunction;
import dev.basin.objective.Evaluation;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.Tensor;

/** A formula in plain Java; its accuracy is its negative loss. */
record SmoothFunction(ToDoubleFunction<double[]> formula) implements EvaluatedFunction {

  /** {@code ½ Σ_i h_i z_i² + Σ_i c_i z_i}. */
  static SmoothFunction quadratic(double[] h, double[] c) {
    return new SmoothFunction(
        z -> {
          double sum = 0;
          for (int i = 0; i < z.length; i++) {
            sum += 0.5 * h[i] * z[i] * z[i] + c[i] * z[i];
          }
          return sum;
        });
  }

  @Override
  public Evaluation evaluate(Tensor x) {
    double loss = formula.applyAsDouble(Formula.read(x));
    return new Evaluation(loss, -loss, 1);
  }
}
