package dev.basin.network;

import java.util.OptionalLong;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Forward and backward passes of a network by hand, with buffers that are reused: what autograd
 * computes, faster and in less memory. Made for one flat vector x by {@link Network#passes}; used
 * by one thread at a time.
 */
public interface BatchPasses extends AutoCloseable {

  /**
   * The logits of a batch; remembers what {@link #backward} needs.
   *
   * @param batch float32, shape (B, inputs); must live until {@link #backward} returns
   * @param dropoutSeed seeds the masks of dropout layers in training; empty in evaluation, where
   *     dropout is off
   * @return shape (B, classes), in the caller's {@code PointerScope}
   */
  Tensor forward(Tensor batch, OptionalLong dropoutSeed);

  /**
   * Writes the gradient of the whole network into g.
   *
   * @param batch what {@link #forward} was given
   * @param slope ∂loss/∂logits, float32, shape (B, classes)
   * @param inputSlope receives ∂loss/∂batch, float32, shape (B, inputs); null if it is not wanted
   */
  void backward(Tensor batch, Tensor slope, @Nullable Tensor inputSlope);

  /** Writes the gradient of the whole network into g. */
  default void backward(Tensor batch, Tensor slope) {
    backward(batch, slope, null);
  }

  @Override
  void close();
}
