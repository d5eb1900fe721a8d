package dev.basin.network;

import java.util.List;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;

/** One step of a {@link Sequential} network. */
interface Layer {

  /** The stem of its tensors' names, such as {@code linear}; empty if it has none. */
  String kind();

  /**
   * Names (without stem) and sizes of its weight tensors, in the order {@link #apply} takes them.
   */
  List<ParameterLayout.NamedShape> tensors();

  /** Sets its tensors to a random start. */
  void initialise(List<Tensor> tensors, Generator generator);

  /** The layer's output for a batch, shape (batch, features). */
  Tensor apply(List<Tensor> tensors, Tensor inputs);

  /** Features of its output for that many features of input. */
  long outputs(long inputs);
}
