package dev.basin.sharpness;

import dev.basin.Formula;
import dev.basin.objective.DifferentiableFunction;
import org.bytedeco.pytorch.Tensor;

/** {@code bᵀz + offset} in plain Java. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Linear(double[] b, double offset) implements DifferentiableFunction {
  @Override
  public long dimension() {
    return b.length;
  }

  @Override
  public double valueAndGradient(Tensor point, Tensor gradient) {
    double f = offset;
    double[] z = Formula.read(point);
    for (int i = 0; i < b.length; i++) {
      f += b[i] * z[i];
    }
    gradient.copy_(Tensor.create(b));
    return f;
  }
}
