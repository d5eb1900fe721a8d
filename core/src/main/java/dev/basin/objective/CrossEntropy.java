package dev.basin.objective;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
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
   * The slope of the {@link #mean}: {@code (softmax(logits) − onehot(label)) / B}, computed in
   * float64.
   *
   * @param logits shape (B, classes)
   * @param labels int64, shape (B)
   * @return float32, shape (B, classes)
   */
  public static Tensor slope(Tensor logits, Tensor labels) {
    Tensor slope = torch.softmax(logits.to(torch.ScalarType.Double), 1);
    Tensor index = labels.unsqueeze(1);
    slope.scatter_add_(
        1, index, torch.full_like(index, new Scalar(-1.0)).to(torch.ScalarType.Double));
    return slope.div_(new Scalar((double) labels.numel())).to(torch.ScalarType.Float);
  }

  /**
   * How many labels are the largest logit (the first of equal ones).
   *
   * @param logits shape (B, classes)
   * @param labels int64, shape (B)
   * @return an int64 scalar
   */
  public static Tensor correct(Tensor logits, Tensor labels) {
    return logits.argmax(new LongOptional(1), false).eq(labels).sum();
  }
}
