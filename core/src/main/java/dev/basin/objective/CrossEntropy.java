package dev.basin.objective;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The loss and the hits of a batch of logits. */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * Mean cross entropy {@code (1/B) Σ −log softmax(logits)_{label}}, computed in float64.
   *
   * @param logits shape (B, classes)
   * @param labels int64, shape (B)
   * @return a float64 scalar, in nats
   */
  public static Tensor mean(Tensor logits, Tensor labels) {
    return torch.cross_entropy_loss(logits.to(torch.ScalarType.Double), labels);
  }

  /**
   * How many labels are the largest logit (the first of equal ones).
   *
   * @param logits shape (B, classes)
   * @param labels int64, shape (B)
   * @return an int64 scalar
   */
  public static Tensor correct(Tensor logits, Tensor labels) {
    return logits.argmax(new org.bytedeco.pytorch.LongOptional(1), false).eq(labels).sum();
  }
}
