package dev.basin.objective;

import org.bytedeco.pytorch.Tensor;

/** A function that can be asked for products with its Hessian, too. */
public interface TwiceDifferentiableFunction extends DifferentiableFunction {

  /**
   * {@code ∇²f(x) v}, without forming the Hessian.
   *
   * @param point x, shape (n); not changed
   * @param direction v, shape (n); not changed
   * @param product receives ∇²f(x) v, shape (n); overwritten
   */
  void hessianVectorProduct(Tensor point, Tensor direction, Tensor product);
}
