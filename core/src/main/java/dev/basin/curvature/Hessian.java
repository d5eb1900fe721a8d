package dev.basin.curvature;

import dev.basin.objective.FiniteLoss;
import dev.basin.objective.NonFiniteLossException;
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

  /**
   * {@inheritDoc}
   *
   * @throws NonFiniteLossException if the product is not finite
   */
  @Override
  public void multiply(Tensor v, Tensor product) {
    f.hessianVectorProduct(x, v, product);
    FiniteLoss.requireFinite("a product with the Hessian of f at x", product);
  }

  @Override
  public double relativeRounding() {
    return f.productRounding();
  }
}
