package dev.basin.optim;

import dev.basin.engine.Team;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Stochastic gradient descent with momentum over a flat vector, as PyTorch's {@code SGD} with
 * dampening 0 computes it:
 *
 * <pre>
 * d ← g + λ x                      decayed gradient
 * b ← μ b + d                      velocity, 0 at first
 * x ← x − α b                      or, in Nesterov's form, x − α (d + μ b)
 * </pre>
 *
 * <p>The rate multiplies the velocity, not what enters it; in Sutskever et al. 2013 (equations 1 to
 * 4) it is the other way round, which is the same while the rate is constant. Without momentum, b =
 * d takes no memory.
 */
public final class Sgd implements StepRule {
  private final SgdConfig config;
  private final SharedBlocks blocks;
  private final Map<String, Tensor> state;
  private final List<Tensor> x;
  private final List<Tensor> g;
  private final List<Tensor> decayed;
  private final List<Tensor> velocity;

  /**
   * At the start.
   *
   * @param x the vector to move, shape (n); must outlive this
   * @param g where the gradient is found at each step, shape (n); must outlive this
   * @param config its settings
   * @param team who computes
   */
  Sgd(Tensor x, Tensor g, SgdConfig config, Team team) {
    this.config = config;
    this.blocks = new SharedBlocks(x.numel(), team);
    this.state = config.momentum() > 0 ? Map.of("sgd.velocity", torch.zeros_like(x)) : Map.of();
    this.x = blocks.of(x);
    this.g = blocks.of(g);
    this.decayed = config.weightDecay() > 0 ? blocks.scratch(x.options()) : this.g;
    this.velocity = state.values().stream().findFirst().map(blocks::of).orElse(decayed);
  }

  @Override
  public void step(long t, double rateFactor) {
    double rate = config.learningRate() * rateFactor;
    Scalar decay = new Scalar(config.weightDecay());
    Scalar momentum = new Scalar(config.momentum());
    Scalar down = new Scalar(-rate);
    Scalar downAhead = new Scalar(-rate * config.momentum());
    blocks.forEach(
        k -> {
          Tensor d = decayed.get(k);
          Tensor b = velocity.get(k);
          if (config.weightDecay() > 0) {
            torch.add_out(d, g.get(k), x.get(k), decay);
          }
          if (config.momentum() > 0) {
            b.mul_(momentum).add_(d);
          }
          if (config.nesterov()) {
            x.get(k).add_(d, down).add_(b, downAhead);
          } else {
            x.get(k).add_(b, down);
          }
        });
  }

  @Override
  public Map<String, Tensor> state() {
    return state;
  }
}
