package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** {@code max(z, 0)}, written over its input. */
record Relu() implements WeightlessLayer {
  @Override
  public String describe() {
    return "ReLU";
  }

  @Override
  public Tensor apply(List<Tensor> tensors, Tensor z) {
    return z.relu_();
  }

  @Override
  public PointShape outputs(PointShape shape) {
    return shape;
  }
}
