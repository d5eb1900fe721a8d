package dev.basin.sharpness;

import dev.basin.engine.Range;
import dev.basin.objective.DifferentiableFunction;
import dev.basin.objective.FiniteLoss;
import dev.basin.objective.NonFiniteLossException;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The (C_ε, A)-sharpness of a function at one point (Keskar et al. 2017, Metric 2.1):
 *
 * <pre>
 * C_ε = { z ∈ Rᵖ : |z_i| ≤ ε(|(A⁺x)_i| + 1) }
 * φ = 100 · (max_{y ∈ C_ε} f(x + Ay) − f(x)) / (1 + f(x))
 * </pre>
 *
 * <p>f(x) and its gradient are evaluated once, whatever is measured afterwards. The maximum is the
 * best point that the {@link Maximizer} evaluated, so every φ is a lower bound.
 */
public final class BoxSharpness implements AutoCloseable {
  private static final int BALL_STEPS = 10;

  private final DifferentiableFunction f;
  private final PointerScope scope;
  private final Tensor x;
  private final Tensor gradient;
  private final double value;
  private Consumer<Tensor> bestPoint = point -> {};

  /**
   * Evaluates f and its gradient at x.
   *
   * @param f the function, in nats
   * @param x the point, shape (n); copied
   * @throws NonFiniteLossException if f or its gradient is not finite at x
   */
  public BoxSharpness(DifferentiableFunction f, Tensor x) {
    this.f = f;
    try (PointerScope construction = new PointerScope()) {
      scope = construction;
      construction.extend();
      this.x = x.to(torch.ScalarType.Double).clone();
      this.gradient =
          torch.zeros(new long[] {f.dimension()}, new TensorOptions(torch.ScalarType.Double));
    }
    this.value = f.valueAndGradient(this.x, gradient);
    try {
      FiniteLoss.require(value);
      FiniteLoss.requireFinite("the gradient of f at x", gradient);
    } catch (NonFiniteLossException e) {
      close();
      throw e;
    }
  }

  /**
   * Tells the best point of every measurement from now on.
   *
   * @param listener receives the point of the largest f evaluated, shape (n), float64, which is
   *     freed afterwards
   */
  public void onBestPoint(Consumer<Tensor> listener) {
    bestPoint = listener;
  }

  /** f(x). */
  public double value() {
    return value;
  }

  /** ‖∇f(x)‖₂. */
  public double gradientNorm() {
    try (PointerScope norm = new PointerScope()) {
      return gradient.norm(new Scalar(2.0)).item_double();
    }
  }

  /** Sharpness in the full space, A = I. */
  public SharpnessResult fullSpace(double epsilon, Maximizer maximizer, long seed) {
    return fullSpace(Region.BOX, epsilon, maximizer, seed);
  }

  /**
   * The same in another region.
   *
   * @param region where to look
   * @param size its ε or ρ, &gt; 0
   * @param maximizer for boxes; balls have one of their own, {@link BallAscent}
   * @param seed of random restarts
   */
  public SharpnessResult fullSpace(Region region, double size, Maximizer maximizer, long seed) {
    return measure(region, size, new FullSpace(f.dimension()), maximizer, seed, null);
  }

  /** Sharpness in a random subspace. */
  public SharpnessResult subspace(
      double epsilon, RandomSubspace subspace, Maximizer maximizer, long seed) {
    return subspace(Region.BOX, epsilon, subspace, maximizer, seed);
  }

  /** The same in another region. */
  public SharpnessResult subspace(
      Region region, double size, RandomSubspace subspace, Maximizer maximizer, long seed) {
    return measure(region, size, subspace, maximizer, seed, subspace.seed());
  }

  private SharpnessResult measure(
      Region region,
      double epsilon,
      Directions directions,
      Maximizer maximizer,
      long restartSeed,
      @Nullable Long subspaceSeed) {
    Range.POSITIVE.require(epsilon, "epsilon");
    try (PointerScope measuring = new PointerScope();
        Box box = new Box(f, x, value, gradient, directions, region, epsilon)) {
      String best = "";
      BoxMaximizer.Outcome outcome = new BoxMaximizer.Outcome(0, "");
      double maximum = Double.NEGATIVE_INFINITY;
      for (BoxMaximizer method : methods(region, maximizer, restartSeed)) {
        BoxMaximizer.Outcome tried = method.maximize(box);
        if (box.bestValue() > maximum) {
          maximum = box.bestValue();
          best = method.name();
          outcome = tried;
        }
      }
      bestPoint.accept(box.bestPoint());
      return new SharpnessResult(
          value,
          100 * (maximum - value) / (1 + value),
          maximum,
          region,
          epsilon,
          subspaceSeed == null ? null : Math.toIntExact(directions.dimension()),
          subspaceSeed,
          best,
          outcome.iterations(),
          box.evaluations() + 1,
          box.nonFinite(),
          outcome.termination(),
          box.atBound());
    }
  }

  private static List<BoxMaximizer> methods(Region region, Maximizer maximizer, long seed) {
    return region.isBall() ? List.of(new BallAscent(BALL_STEPS, seed)) : maximizer.methods(seed);
  }

  @Override
  public void close() {
    scope.close();
  }
}
