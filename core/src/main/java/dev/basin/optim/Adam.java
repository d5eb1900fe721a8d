package dev.basin.optim;

import dev.basin.engine.Team;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * ADAM (Kingma and Ba 2015, Algorithm 1) over a flat vector:
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g
 * v ← β₂ v + (1 − β₂) g²
 * x ← x − α/(1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 * </pre>
 */
public final class Adam implements StepRule {
  private final AdamConfig config;
  private final SharedBlocks blocks;
  private final Moments moments;
  private final List<Tensor> x;

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
    this.moments = new Moments(g, blocks, config.beta1(), config.beta2(), config.epsilon());
    this.x = blocks.of(x);
  }

  @Override
  public void step(long t, double rateFactor) {
    Scalar rate = new Scalar(moments.corrected(-config.learningRate() * rateFactor, t));
    Scalar shift = moments.shift(t);
    blocks.forEach(
        k -> {
          moments.update(k);
          x.get(k).addcdiv_(moments.first(k), moments.denominator(k, shift), rate);
        });
  }

  @Override
  public Map<String, Tensor> state() {
    return moments.state(AdamConfig.NAME);
  }
}
