package dev.basin.optim;

import dev.basin.objective.DifferentiableFunction;
import java.nio.DoubleBuffer;
import java.util.function.ToDoubleBiFunction;
import org.bytedeco.pytorch.Tensor;

/** A function of a few variables written in plain Java. */
public record TestFunction(long dimension, ToDoubleBiFunction<double[], double[]> body)
    implements DifferentiableFunction {

  /** ½ xᵀHx + cᵀx. */
  public static TestFunction quadratic(double[][] h, double[] c) {
    return new TestFunction(
        c.length,
        (x, g) -> {
          double f = 0;
          for (int i = 0; i < x.length; i++) {
            double product = 0;
            for (int j = 0; j < x.length; j++) {
              product += h[i][j] * x[j];
            }
            g[i] = product + c[i];
            f += x[i] * (product / 2 + c[i]);
          }
          return f;
        });
  }

  @Override
  public double valueAndGradient(Tensor point, Tensor gradient) {
    double[] g = new double[(int) dimension];
    double value = body.applyAsDouble(TensorBlocks.read(point), g);
    DoubleBuffer buffer = gradient.createBuffer();
    buffer.put(g);
    return value;
  }
}
