package dev.basin.curvature;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** What the processes here do with float64 vectors. */
final class Vectors {
  private Vectors() {}

  /** Zeros of that shape, in the caller's scope. */
  static Tensor zeros(long... sizes) {
    return torch.zeros(sizes, new TensorOptions(torch.ScalarType.Double));
  }

  /** ‖v‖₂. */
  static double norm(Tensor v) {
    try (PointerScope scope = new PointerScope()) {
      return v.norm(new Scalar(2.0)).item_double();
    }
  }

  /**
   * {@code v ← v − Qᵀ Q v}: takes away what lies in the span of orthonormal rows.
   *
   * @param q Q, shape (k, n)
   * @param v shape (n)
   * @return {@code Q v}, what was taken away, in the caller's scope
   */
  static Tensor project(Tensor q, Tensor v) {
    Tensor coefficients = torch.mv(q, v);
    v.sub_(torch.mv(q.t(), coefficients));
    return coefficients;
  }
}
