package dev.basin.curvature;

import dev.basin.engine.Segment;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The block of a symmetric matrix whose rows and columns belong to one segment of the vector: the
 * Hessian by the weights of one layer, all others held fixed. Its eigenvalues lie between the
 * smallest and the largest of the whole matrix (Cauchy's interlacing theorem). A product costs one
 * of the whole matrix.
 *
 * @param whole A
 * @param segment which rows and columns
 */
public record DiagonalBlock(SymmetricOperator whole, Segment segment) implements SymmetricOperator {
  @Override
  public long dimension() {
    return segment.size();
  }

  @Override
  public void multiply(Tensor v, Tensor product) {
    try (PointerScope scope = new PointerScope()) {
      Tensor padded = Vectors.zeros(whole.dimension());
      segment.of(padded).copy_(v);
      Tensor full = torch.empty_like(padded);
      whole.multiply(padded, full);
      product.copy_(segment.of(full));
    }
  }

  @Override
  public double relativeRounding() {
    return whole.relativeRounding();
  }
}
