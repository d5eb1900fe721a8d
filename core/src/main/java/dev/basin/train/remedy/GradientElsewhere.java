package dev.basin.train.remedy;

import dev.basin.train.StepGradient;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The gradient of a batch at weights near those of the step. */
final class GradientElsewhere {
  private GradientElsewhere() {}

  /**
   * A gradient at moved weights.
   *
   * @param inner the gradient at the weights themselves
   * @param x the weights
   * @param move moves x, by what {@code inner} wrote; x is put back afterwards to the bit
   */
  static StepGradient of(StepGradient inner, Tensor x, Runnable move) {
    Tensor kept = torch.empty_like(x);
    return (inputs, labels, seed) -> {
      Tensor logits = inner.compute(inputs, labels, seed);
      kept.copy_(x);
      move.run();
      try (PointerScope elsewhere = new PointerScope()) {
        inner.compute(inputs, labels, seed);
      }
      x.copy_(kept);
      return logits;
    };
  }
}
