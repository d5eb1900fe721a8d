package dev.basin.train;

import dev.basin.engine.Seeds;
import dev.basin.engine.TwoNorm;
import java.util.function.IntSupplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Watches the noise of the gradient while a network is trained: at each step it also takes the
 * gradients of eight equal parts of the batch, and tells the mean of their squared norms and the
 * squared norm of their mean. The step itself is what it would be without; it takes twice as long.
 *
 * <p>In a network with BatchNorm each part is normalised by its own statistics, so both numbers
 * belong to one function: the mean loss of batches of the part's size. (The gradient of the whole
 * batch, normalised as a whole, is that of another function, and beside it the parts' look noisier
 * than they are, so much that the estimate of |G|² may come out below 0.)
 */
public final class NoiseProbe {
  /** Parts of a batch. */
  public static final int PARTS = 8;

  /** What a step costs in gradients. */
  public static final int PRICE = 2;

  /** With BatchNorm fewer points have no gradient of their own. */
  private static final int FEWEST_POINTS = 2;

  private NoiseProbe() {}

  /** Hears of the gradients of one step. */
  @FunctionalInterface
  public interface Listener {
    /**
     * One step.
     *
     * @param part b, points of a part
     * @param batch B, points of all parts
     * @param partSquaredNorm the mean of |G_b|² over the parts
     * @param batchSquaredNorm |G_B|² of the parts' mean
     */
    void step(long part, long batch, double partSquaredNorm, double batchSquaredNorm);
  }

  /**
   * The same gradient, watched. Batches too small for eight parts are not, nor those that are
   * smaller than the others, as the last of an epoch may be: |G_B|² depends on B.
   *
   * @param inner the gradient
   * @param g where it is written
   * @param wholeBatch tells how many points a batch has that counts
   */
  public static StepGradient around(
      StepGradient inner, Tensor g, IntSupplier wholeBatch, Listener listener) {
    Tensor kept = torch.empty_like(g);
    Tensor mean = torch.empty_like(g);
    return (inputs, labels, seed) -> {
      Tensor logits = inner.compute(inputs, labels, seed);
      long whole = wholeBatch.getAsInt();
      long part = labels.numel() / PARTS;
      if (part >= FEWEST_POINTS && labels.numel() >= whole) {
        kept.copy_(g);
        mean.zero_();
        double squares = 0;
        for (int k = 0; k < PARTS; k++) {
          try (PointerScope scope = new PointerScope()) {
            inner.compute(
                inputs.narrow(0, k * part, part),
                labels.narrow(0, k * part, part),
                Seeds.derive(seed, "noise-part", Integer.toString(k)));
            squares += squaredNorm(g);
            mean.add_(g, new Scalar(1.0 / PARTS));
          }
        }
        listener.step(part, PARTS * part, squares / PARTS, squaredNorm(mean));
        g.copy_(kept);
      }
      return logits;
    };
  }

  private static double squaredNorm(Tensor g) {
    double norm = TwoNorm.of(g);
    return norm * norm;
  }
}
