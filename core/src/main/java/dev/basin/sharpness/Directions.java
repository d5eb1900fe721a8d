package dev.basin.sharpness;

import org.bytedeco.pytorch.Tensor;

/**
 * The matrix A ∈ R^{n×p} of Metric 2.1, whose columns span the manifold in which f is maximised.
 * Returned tensors are float64; each is the argument itself or a new tensor of the open {@code
 * PointerScope}.
 */
public interface Directions {

  /** p. */
  long dimension();

  /** Whether A = I, so that y and g need not be copied. */
  default boolean isIdentity() {
    return false;
  }

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
