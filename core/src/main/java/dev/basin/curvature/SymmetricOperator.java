package dev.basin.curvature;

import org.bytedeco.pytorch.Tensor;

/** A symmetric matrix {@code A ∈ R^{n×n}} that is known by its products with vectors only. */
public interface SymmetricOperator {

  /** n. */
  long dimension();

  /**
   * {@code A v}.
   *
   * @param v float64, shape (n); not changed
   * @param product receives A v, float64, shape (n); overwritten
   */
  void multiply(Tensor v, Tensor product);

  /**
   * About what a product's rounding is, as a share of {@code ‖A‖ ‖v‖}: sixteen units in the last
   * place of the arithmetic that products are made in, which is float64 unless said otherwise.
   */
  default double relativeRounding() {
    return 0x1p-48;
  }
}
