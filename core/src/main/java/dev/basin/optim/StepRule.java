package dev.basin.optim;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The formula of a first-order method, and what it remembers. Its tensors are made while it is
 * constructed and live as long as the {@link RuleOptimizer} that constructs it.
 */
interface StepRule {

  /**
   * Moves x once, by the gradient that g holds now.
   *
   * @param t the number of the step, 1 for the first
   * @param rateFactor what the base learning rate is multiplied by
   */
  void step(long t, double rateFactor);

  /** As {@link Optimizer#state}. */
  Map<String, Tensor> state();
}
