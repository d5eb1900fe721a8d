package dev.basin.engine;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Lengths of vectors. */
public final class TwoNorm {
  private TwoNorm() {}

  /** ‖v‖₂ = √Σ vᵢ², summed in float64 whatever the vector's type. */
  public static double of(Tensor v) {
    try (PointerScope scope = new PointerScope()) {
      return v.norm(new ScalarOptional(new Scalar(2.0)), torch.ScalarType.Double).item_double();
    }
  }
}
