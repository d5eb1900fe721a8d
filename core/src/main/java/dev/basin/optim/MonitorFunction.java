package dev.basin.optim;

import org.bytedeco.pytorch.Tensor;

/** The loss by which an optimiser watches its own progress: on one fixed batch, the same always. */
@FunctionalInterface
public interface MonitorFunction {

  /**
   * The loss at w, without gradient.
   *
   * @param w weights, shape (n); not changed
   * @return mean loss over the batch, at least 0
   */
  double loss(Tensor w);
}
