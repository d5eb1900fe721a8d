package dev.basin.optim;

import dev.basin.engine.Team;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
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
public final class Adagrad implements Optimizer {
  private final AdagradConfig config;
  private final SharedBlocks blocks;
  private final PointerScope scope;
  private final Tensor squares;
  private final List<Tensor> x;
  private final List<Tensor> g;
  private final List<Tensor> v;
  private final List<Tensor> root;
  private long steps;

  /**
   * A fresh optimiser.
   *
   * @param x the vector to move, shape (n); must outlive this
   * @param g where the gradient is found at each step, shape (n); must outlive this
   * @param config its settings
   * @param team who computes
   */
  public Adagrad(Tensor x, Tensor g, AdagradConfig config, Team team) {
    this.config = config;
    this.blocks = new SharedBlocks(x.numel(), team);
    try (PointerScope construction = new PointerScope()) {
      this.squares = torch.full_like(x, new Scalar(config.initial()));
      this.x = blocks.of(x);
      this.g = blocks.of(g);
      this.v = blocks.of(squares);
      this.root = blocks.scratch(x.options());
      this.scope = construction.extend();
    }
  }

  @Override
  public void step(double rateFactor) {
    steps++;
    try (PointerScope step = new PointerScope()) {
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
  }

  @Override
  public String describe() {
    return config.describe();
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of("adagrad.squares", squares);
  }

  @Override
  public void restore(long madeSteps, Map<String, Tensor> state) {
    SavedState.restore(state(), state);
    steps = madeSteps;
  }

  @Override
  public void close() {
    scope.close();
  }
}
