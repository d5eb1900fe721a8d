package dev.basin.optim;

import dev.basin.engine.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
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
 * which saves a pass. Each block of the vector stays in cache through all passes.
 */
public final class Adam implements Optimizer {
  private static final long BLOCK = 32_768;

  /** Independent shares of the blocks; each has scratch memory of its own. */
  private static final int SHARES = 8;

  private final AdamConfig config;
  private final Team team;
  private final PointerScope scope;
  private final Tensor firstMoment;
  private final Tensor secondMoment;
  private final List<Block> blocks = new ArrayList<>();
  private long steps;

  private record Block(Tensor x, Tensor g, Tensor m, Tensor v, Tensor root) {}

  /**
   * A fresh optimiser.
   *
   * @param x the vector to move, shape (n); must outlive this
   * @param g where the gradient is found at each step, shape (n); must outlive this
   * @param config its settings
   * @param team who computes
   */
  public Adam(Tensor x, Tensor g, AdamConfig config, Team team) {
    this.config = config;
    this.team = team;
    try (PointerScope construction = new PointerScope()) {
      this.scope = construction;
      construction.extend();
      firstMoment = torch.zeros_like(x);
      secondMoment = torch.zeros_like(x);
      Tensor scratch = torch.zeros(new long[] {SHARES, BLOCK}, x.options());
      long n = x.numel();
      for (long from = 0; from < n; from += BLOCK) {
        long count = Math.min(BLOCK, n - from);
        blocks.add(
            new Block(
                x.narrow(0, from, count),
                g.narrow(0, from, count),
                firstMoment.narrow(0, from, count),
                secondMoment.narrow(0, from, count),
                scratch.select(0, blocks.size() % SHARES).narrow(0, 0, count)));
      }
    }
  }

  @Override
  public void step() {
    steps++;
    double correction1 = 1 - Math.pow(config.beta1(), (double) steps);
    double correction2 = Math.sqrt(1 - Math.pow(config.beta2(), (double) steps));
    double epsilon = config.epsilon() * correction2;
    double rate = -config.learningRate() * correction2 / correction1;
    team.forEach(SHARES, share -> stepShare(share, epsilon, rate));
  }

  private void stepShare(int share, double scaledEpsilon, double negativeRate) {
    try (PointerScope shareScope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Scalar firstWeight = new Scalar(1 - config.beta1());
      Scalar beta2 = new Scalar(config.beta2());
      Scalar secondWeight = new Scalar(1 - config.beta2());
      Scalar epsilon = new Scalar(scaledEpsilon);
      Scalar rate = new Scalar(negativeRate);
      for (int k = share; k < blocks.size(); k += SHARES) {
        Block b = blocks.get(k);
        b.m().lerp_(b.g(), firstWeight);
        b.v().mul_(beta2).addcmul_(b.g(), b.g(), secondWeight);
        torch.sqrt_out(b.root(), b.v());
        b.root().add_(epsilon);
        b.x().addcdiv_(b.m(), b.root(), rate);
      }
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
    return Map.of("adam.firstMoment", firstMoment, "adam.secondMoment", secondMoment);
  }

  @Override
  public void restore(long madeSteps, Map<String, Tensor> state) {
    state().forEach((name, tensor) -> tensor.copy_(required(state, name)));
    steps = madeSteps;
  }

  private static Tensor required(Map<String, Tensor> state, String name) {
    Tensor tensor = state.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "optimiser state lacks '" + name + "'; found " + state.keySet());
    }
    return tensor;
  }

  @Override
  public void close() {
    scope.close();
  }
}
