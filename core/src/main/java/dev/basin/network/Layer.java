package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.List;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;

/**
 * One step of a {@link Sequential} network. Batches of pictures are tensors (batch, channels,
 * height, width) in channels-last memory, batches of vectors (batch, features).
 */
interface Layer {

  /** The stem of its tensors' names, such as {@code linear}; empty if it has none. */
  String kind();

  /** What it is, in the paper's notation, such as {@code [64, 5, 5, 2]}. */
  String describe();

  /**
   * Names (without stem) and sizes of its weight tensors, in the order {@link #apply} takes them.
   */
  List<ParameterLayout.NamedShape> tensors();

  /** Sets its tensors to a random start. */
  void initialise(List<Tensor> tensors, Generator generator);

  /**
   * The layer's output for a batch as it is evaluated, that is without dropout. May be written over
   * the input.
   */
  Tensor apply(List<Tensor> tensors, Tensor inputs);

  /** The shape of its output for one point of that shape. */
  PointShape outputs(PointShape inputs);

  /**
   * Floating-point operations of its products for one point, counting a multiply-add as two; zero
   * for layers without weights that are multiplied.
   */
  default long forwardFlops() {
    return 0;
  }
}
