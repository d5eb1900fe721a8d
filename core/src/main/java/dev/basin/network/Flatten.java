package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Makes a vector of a picture, channel after channel, each row by row. */
record Flatten() implements WeightlessLayer {
  @Override
  public String describe() {
    return "Flatten";
  }

  @Override
  public Tensor apply(List<Tensor> tensors, Tensor h) {
    return h.flatten(1, -1);
  }

  @Override
  public PointShape outputs(PointShape shape) {
    return PointShape.vector(shape.features());
  }
}
