package dev.basin.optim;

import dev.basin.engine.Team;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * ADAGRAD with a diagonal matrix (Duchi, Hazan and Singer 2011, section 1.1 and Figure 1) over a
 * flat vector, in PyTorch's form:
 *
 * <pre>
 * v ← v + g²                       squares
 * x ← x − α g / (√v + ε)
 * </pre>
 */
public final class Adagrad implements StepRule {
  private final AdagradConfig config;
  private final SharedBlocks blocks;
  private final Tensor squares;
  private final List<Tensor> x;
  private final List<Tensor> g;
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
  Adagrad(Tensor x, Tensor g, AdagradConfig config, Team team) {
    this.config = config;
    this.blocks = new SharedBlocks(x.numel(), team);
    this.squares = torch.full_like(x, new Scalar(config.initial()));
    this.x = blocks.of(x);
    this.g = blocks.of(g);
    this.v = blocks.of(squares);
    this.root = blocks.scratch(x.options());
  }

  @Override
  public void step(long t, double rateFactor) {
    Scalar epsilon = new Scalar(config.epsilon());
    Scalar rate = new Scalar(-config.learningRate() * rateFactor);
    blocks.forEach(
        k -> {
          v.get(k).addcmul_(g.get(k), g.get(k));
          torch.sqrt_out(root.get(k), v.get(k));
          root.get(k).add_(epsilon);
          x.get(k).addcdiv_(g.get(k), root.get(k), rate);
        });
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of("adagrad.squares", squares);
  }
}
