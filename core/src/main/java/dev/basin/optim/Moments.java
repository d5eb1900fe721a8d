package dev.basin.optim;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The decaying means of gradients and of their squares that {@link Adam} and {@link Lamb} keep
 * (Kingma and Ba 2015, Algorithm 1), block by block:
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g            firstMoment
 * v ← β₂ v + (1 − β₂) g²           secondMoment
 * </pre>
 *
 * <p>Both begin at 0, and the direction of step t makes up for it: {@code m/(1 − β₁ᵗ) / (√(v/(1 −
 * β₂ᵗ)) + ε)}. Computed as {@code c m / (√v + ε √(1 − β₂ᵗ))}, {@code c = √(1 − β₂ᵗ)/(1 − β₁ᵗ)}, it
 * takes a pass less. Made while its optimiser is constructed, and lives as long.
 */
final class Moments {
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final Scalar firstWeight;
  private final Scalar secondDecay;
  private final Scalar secondWeight;
  private final Tensor firstMoment;
  private final Tensor secondMoment;
  private final List<Tensor> g;
  private final List<Tensor> m;
  private final List<Tensor> v;
  private final List<Tensor> scratch;

  /**
   * Zero.
   *
   * @param g the gradient, shape (n); must outlive this
   * @param blocks the blocks of it
   * @param beta1 β₁, in [0, 1)
   * @param beta2 β₂, in [0, 1)
   * @param epsilon ε &gt; 0
   */
  Moments(Tensor g, SharedBlocks blocks, double beta1, double beta2, double epsilon) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.firstWeight = new Scalar(1 - beta1);
    this.secondDecay = new Scalar(beta2);
    this.secondWeight = new Scalar(1 - beta2);
    this.firstMoment = torch.zeros_like(g);
    this.secondMoment = torch.zeros_like(g);
    this.g = blocks.of(g);
    this.m = blocks.of(firstMoment);
    this.v = blocks.of(secondMoment);
    this.scratch = blocks.scratch(g.options());
  }

  /** Takes in a block of the gradient. */
  void update(int k) {
    m.get(k).lerp_(g.get(k), firstWeight);
    v.get(k).mul_(secondDecay).addcmul_(g.get(k), g.get(k), secondWeight);
  }

  /** m of a block. */
  Tensor first(int k) {
    return m.get(k);
  }

  /** {@code ε √(1 − β₂ᵗ)}, for the blocks of step t. */
  Scalar shift(long t) {
    return new Scalar(epsilon * rootCorrection(t));
  }

  /** {@code √v + shift} of a block, in the scratch memory of its share. */
  Tensor denominator(int k, Scalar shift) {
    Tensor denominator = scratch.get(k);
    torch.sqrt_out(denominator, v.get(k));
    return denominator.add_(shift);
  }

  /** {@code rate √(1 − β₂ᵗ)/(1 − β₁ᵗ)}: what m over the denominator is multiplied by. */
  double corrected(double rate, long t) {
    return rate * rootCorrection(t) / (1 - Math.pow(beta1, (double) t));
  }

  private double rootCorrection(long t) {
    return Math.sqrt(1 - Math.pow(beta2, (double) t));
  }

  /** As {@link Optimizer#state}, with the optimiser's name before the moments'. */
  Map<String, Tensor> state(String name) {
    return Map.of(name + ".firstMoment", firstMoment, name + ".secondMoment", secondMoment);
  }
}
