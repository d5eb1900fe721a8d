package dev.basin.sharpness;

import dev.basin.objective.DifferentiableFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The search for the largest f in {@code x + A C_ε}, in standardised variables {@code u ∈ [−1, 1]ᵖ}
 * with {@code y_i = u_i · ε(|(A⁺x)_i| + 1)} (Keskar et al. 2017, equation 3), or in another {@link
 * Region}. Remembers the best point ever evaluated, whoever asked for it. All tensors are float64.
 */
final class Box implements AutoCloseable {
  private static final int MOST_HALVINGS = 10;

  private final DifferentiableFunction f;
  private final Directions directions;
  private final Region region;
  private final PointerScope scope;
  private final Tensor x;
  private final Tensor halfWidth;
  private final Tensor gradient;
  private final @Nullable Tensor pulledBack; // Aᵀ∇f(x) ∘ halfWidth, unless A = I
  private final Tensor bestU;
  private final double baseValue;
  private double bestValue;
  private int evaluations;
  private int nonFinite;

  /**
   * A search around x.
   *
   * @param f the function
   * @param x the centre, shape (n)
   * @param baseValue f(x)
   * @param gradient ∇f(x), shape (n)
   * @param directions A
   * @param region whose u is in the unit box or ball
   * @param size ε or ρ
   */
  Box(
      DifferentiableFunction f,
      Tensor x,
      double baseValue,
      Tensor gradient,
      Directions directions,
      Region region,
      double size) {
    this.region = region;
    this.f = f;
    this.x = x;
    this.directions = directions;
    this.baseValue = baseValue;
    this.gradient = gradient;
    this.bestValue = baseValue;
    try (PointerScope construction = new PointerScope()) {
      scope = construction;
      construction.extend();
      halfWidth = region.scale(directions.applyPseudoInverse(x), size);
      pulledBack =
          directions.isIdentity() ? null : directions.applyTranspose(gradient).mul_(halfWidth);
      bestU = vector();
    }
  }

  /** p. */
  long dimension() {
    return directions.dimension();
  }

  /** f at u = 0. */
  double baseValue() {
    return baseValue;
  }

  /** ∂f/∂u at u = 0, shape (p): a new tensor of the open {@code PointerScope}. */
  Tensor baseGradient() {
    return pulledBack == null ? gradient.mul(halfWidth) : pulledBack.clone();
  }

  /**
   * Evaluates f and ∂f/∂u at u and remembers u if it is the best so far.
   *
   * @param u shape (p)
   * @param gradient receives ∂f/∂u, shape (p); means nothing if f is not finite
   * @return f, not finite where the function is not
   */
  double evaluate(Tensor u, Tensor gradient) {
    try (PointerScope evaluation = new PointerScope()) {
      Tensor point = directions.apply(u.mul(halfWidth)).add_(x);
      Tensor pointGradient = directions.isIdentity() ? gradient : torch.empty_like(x);
      double value = f.valueAndGradient(point, pointGradient);
      evaluations++;
      if (!Double.isFinite(value)) {
        nonFinite++;
        return value;
      }
      if (!directions.isIdentity()) {
        gradient.copy_(directions.applyTranspose(pointGradient));
      }
      gradient.mul_(halfWidth);
      if (value > bestValue) {
        bestValue = value;
        bestU.copy_(u);
      }
      return value;
    }
  }

  /**
   * Takes u to a target, or, while f is not finite there, half-way again and again.
   *
   * @param u where it is, shape (p); moves if f is finite in the end
   * @param target where to, shape (p); overwritten
   * @param gradient receives ∂f/∂u
   * @return whether f is finite in the end
   */
  boolean step(Tensor u, Tensor target, Tensor gradient) {
    double value = evaluate(target, gradient);
    for (int k = 0; k < MOST_HALVINGS && !Double.isFinite(value); k++) {
      target.add_(u).mul_(new Scalar(0.5));
      value = evaluate(target, gradient);
    }
    if (!Double.isFinite(value)) {
      return false;
    }
    u.copy_(target);
    return true;
  }

  /** A zero vector of shape (p). */
  Tensor vector() {
    return torch.zeros(new long[] {dimension()}, new TensorOptions(torch.ScalarType.Double));
  }

  /** The largest finite f evaluated, f(x) included. */
  double bestValue() {
    return bestValue;
  }

  /**
   * The point x + A y of the largest f evaluated: a new tensor of the open {@code PointerScope}.
   */
  Tensor bestPoint() {
    return directions.apply(bestU.mul(halfWidth)).add_(x);
  }

  /** The share of coordinates of the best point at a bound; of a ball, 1 if it is on the sphere. */
  double atBound() {
    try (PointerScope counting = new PointerScope()) {
      if (region.isBall()) {
        return bestU.norm(new Scalar(2.0)).item_double() >= 1 - 1e-9 ? 1 : 0;
      }
      return bestU.abs().ge(new Scalar(1.0)).sum().item_long() / (double) dimension();
    }
  }

  /** Evaluations so far, without the one at the centre. */
  int evaluations() {
    return evaluations;
  }

  /** Evaluations that were not finite. */
  int nonFinite() {
    return nonFinite;
  }

  @Override
  public void close() {
    scope.close();
  }
}
