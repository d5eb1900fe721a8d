package dev.basin.train;

import org.bytedeco.pytorch.Tensor;

/**
 * The direction in which a step goes: of a batch's loss, as a rule its gradient at the weights.
 * Each writes the flat vector g and leaves the weights as they were.
 */
@FunctionalInterface
public interface StepGradient {

  /**
   * Overwrites g.
   *
   * @param inputs float32, shape (B, inputs)
   * @param labels int64, shape (B)
   * @param seed of what is drawn at this step, such as dropout's masks; the same seed gives the
   *     same function of the weights
   * @return the batch's logits at the weights, shape (B, classes), without gradient, in the
   *     caller's {@code PointerScope}
   */
  Tensor compute(Tensor inputs, Tensor labels, long seed);
}
