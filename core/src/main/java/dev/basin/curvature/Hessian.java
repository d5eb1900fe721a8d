package dev.basin.curvature;

import dev.basin.objective.TwiceDifferentiableFunction;
import org.bytedeco.pytorch.Tensor;

/**
 * {@code ∇²f(x)} at one point.
 *
 * @param f the function
 * @param x the point, shape (n); must outlive this
 */
public record Hessian(TwiceDifferentiableFunction f, Tensor x) implements SymmetricOperator {
  @Override
  public long dimension() {
    return f.dimension();
  }

  @Override
  public void multiply(Tensor v, Tensor product) {
    f.hessianVectorProduct(x, v, product);
  }
}
