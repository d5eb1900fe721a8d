package dev.basin.network;

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
  public long outputs(long inputs) {
    return inputs;
  }
}
