package dev.basin.sharpness;

import org.bytedeco.pytorch.Tensor;

/**
 * A = I: the full space (Keskar et al. 2017, Table 3).
 *
 * @param dimension n
 */
public record FullSpace(long dimension) implements Directions {
  @Override
  public boolean isIdentity() {
    return true;
  }

  @Override
  public Tensor apply(Tensor y) {
    return y;
  }

  @Override
  public Tensor applyTranspose(Tensor g) {
    return g;
  }

  @Override
  public Tensor applyPseudoInverse(Tensor x) {
    return x;
  }
}
