package dev.basin.network;

import java.util.List;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;

/** A layer that has no tensors of its own, and so no name in weight files. */
interface WeightlessLayer extends Layer {
  @Override
  default String kind() {
    return "";
  }

  @Override
  default List<ParameterLayout.NamedShape> tensors() {
    return List.of();
  }

  @Override
  default void initialise(List<Tensor> tensors, Generator generator) {
    // nothing to set
  }
}
