package dev.basin.train;

import org.bytedeco.pytorch.Tensor;

/** What is done with one batch: moves the weights x. */
@FunctionalInterface
public interface Update {

  /**
   * Moves x.
   *
   * @param inputs float32, shape (B, inputs)
   * @param labels int64, shape (B)
   * @param rateFactor what the base learning rate is multiplied by
   * @return the batch's logits at the weights before they moved, shape (B, classes), in the
   *     caller's {@code PointerScope}
   */
  Tensor step(Tensor inputs, Tensor labels, double rateFactor);
}
