package dev.basin.optim;

import dev.basin.engine.Team;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * ADAM (Kingma and Ba 2015, Algorithm 1) over a flat vector:
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g            firstMoment
 * v ← β₂ v + (1 − β₂) g²           secondMoment
 * x ← x − α/(1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * <p>The last line is computed as {@code x − α √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε √(1 − β₂ᵗ))},
 * which saves a pass.
 */
public final class Adam implements StepRule {
  private final AdamConfig config;
  private final SharedBlocks blocks;
  private final Tensor firstMoment;
  private final Tensor secondMoment;
  private final List<Tensor> x;
  private final List<Tensor> g;
  private final List<Tensor> m;
  private final List<Tensor> v;
  private final List<Tensor> root;

  /**
   * At the start.
   *
   * @param x the vector to move, shape (n); must outlive this
   * @param g where the gradient is found at each step, shape (n); must outlive this
   * @param config its settings
   * @param team who computes
   */
  Adam(Tensor x, Tensor g, AdamConfig config, Team team) {
    this.config = config;
    this.blocks = new SharedBlocks(x.numel(), team);
    this.firstMoment = torch.zeros_like(x);
    this.secondMoment = torch.zeros_like(x);
    this.x = blocks.of(x);
    this.g = blocks.of(g);
    this.m = blocks.of(firstMoment);
    this.v = blocks.of(secondMoment);
    this.root = blocks.scratch(x.options());
  }

  @Override
  public void step(long t, double rateFactor) {
    double correction1 = 1 - Math.pow(config.beta1(), (double) t);
    double correction2 = Math.sqrt(1 - Math.pow(config.beta2(), (double) t));
    Scalar firstWeight = new Scalar(1 - config.beta1());
    Scalar beta2 = new Scalar(config.beta2());
    Scalar secondWeight = new Scalar(1 - config.beta2());
    Scalar epsilon = new Scalar(config.epsilon() * correction2);
    Scalar rate = new Scalar(-config.learningRate() * rateFactor * correction2 / correction1);
    blocks.forEach(
        k -> {
          m.get(k).lerp_(g.get(k), firstWeight);
          v.get(k).mul_(beta2).addcmul_(g.get(k), g.get(k), secondWeight);
          torch.sqrt_out(root.get(k), v.get(k));
          root.get(k).add_(epsilon);
          x.get(k).addcdiv_(m.get(k), root.get(k), rate);
        });
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of("adam.firstMoment", firstMoment, "adam.secondMoment", secondMoment);
  }
}
