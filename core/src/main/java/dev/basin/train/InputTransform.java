package dev.basin.train;

import org.bytedeco.pytorch.Tensor;

/** Changes the inputs of a batch before they are trained on; called in the loader's thread. */
@FunctionalInterface
public interface InputTransform {

  /**
   * Changes the inputs in place. What is drawn for a point depends on the point and the epoch
   * alone.
   *
   * @param inputs float32, shape (B, features), contiguous
   * @param points the number of each in the data set, length B
   * @param epoch 1 for the first
   */
  void apply(Tensor inputs, long[] points, int epoch);
}
