package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.List;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;

/** {@code max(z, 0)}, written over its input. */
record Relu() implements Layer {
  @Override
  public String kind() {
    return "";
  }

  @Override
  public String describe() {
    return "ReLU";
  }

  @Override
  public List<ParameterLayout.NamedShape> tensors() {
    return List.of();
  }

  @Override
  public void initialise(List<Tensor> tensors, Generator generator) {
    // nothing to set
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
