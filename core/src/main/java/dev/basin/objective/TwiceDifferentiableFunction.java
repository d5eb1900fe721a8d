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

  /**
   * About what a product's rounding is, as a share of {@code ‖∇²f(x)‖ ‖v‖}: sixteen units in the
   * last place of the arithmetic that products are made in, which is float64 unless said otherwise.
   */
  default double productRounding() {
    return 0x1p-48;
  }
}
