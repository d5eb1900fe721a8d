package dev.basin.objective;

import org.bytedeco.pytorch.Tensor;

/** What a landscape asks at each of its points: loss and accuracy of the model there. */
@FunctionalInterface
public interface EvaluatedFunction {

  /**
   * Loss and accuracy at x.
   *
   * @param x shape (n), float32 or float64; not changed
   */
  Evaluation evaluate(Tensor x);
}
