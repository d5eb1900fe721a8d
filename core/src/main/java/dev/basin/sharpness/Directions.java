package dev.basin.sharpness;

import org.bytedeco.pytorch.Tensor;

/**
 * The matrix A ∈ R^{n×p} of Metric 2.1, whose columns span the manifold in which f is maximised.
 * Returned tensors are float64 and belong to the open {@code PointerScope}.
 */
public interface Directions {

  /** p. */
  long dimension();

  /**
   * {@code A y}.
   *
   * @param y float64, shape (p)
   * @return shape (n)
   */
  Tensor apply(Tensor y);

  /**
   * {@code Aᵀ g}.
   *
   * @param g float64, shape (n)
   * @return shape (p)
   */
  Tensor applyTranspose(Tensor g);

  /**
   * {@code A⁺ x}.
   *
   * @param x float64, shape (n)
   * @return shape (p)
   */
  Tensor applyPseudoInverse(Tensor x);
}
