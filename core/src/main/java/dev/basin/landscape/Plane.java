package dev.basin.landscape;

import dev.basin.engine.DimensionMismatchException;
import dev.basin.engine.Segment;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A plane {@code x(a, b) = x₀ + a d₁ + b d₂} in weight space, in float64, so that x(0, 0) rounds to
 * the very weights of the origin. Holds its three vectors in native memory until it is closed.
 */
public final class Plane implements AutoCloseable {
  private final Tensor origin;
  private final Tensor first;
  private final Tensor second;

  /**
   * Copies the vectors.
   *
   * @param origin x₀, shape (n), float32 or float64
   * @param first d₁, shape (n)
   * @param second d₂, shape (n)
   * @throws DimensionMismatchException if the shapes differ
   */
  public Plane(Tensor origin, Tensor first, Tensor second) {
    requireShape(origin, first, "first direction");
    requireShape(origin, second, "second direction");
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      this.origin = copy(origin);
      this.first = copy(first);
      this.second = copy(second);
    }
  }

  /**
   * The plane of two random directions from x. They are not made orthogonal: in a space of millions
   * of dimensions they almost are.
   *
   * @param x the origin, shape (n)
   * @param kind how the directions get their lengths
   * @param filters the parts of x that one unit each is computed from
   * @param seed of both directions
   */
  public static Plane random(Tensor x, RandomDirection kind, List<Segment> filters, long seed) {
    try (PointerScope scope = new PointerScope()) {
      return new Plane(x, kind.draw(x, filters, seed, 0), kind.draw(x, filters, seed, 1));
    }
  }

  private static void requireShape(Tensor origin, Tensor direction, String name) {
    if (direction.numel() != origin.numel()) {
      throw new DimensionMismatchException(
          name, "(" + origin.numel() + ")", "(" + direction.numel() + ")");
    }
  }

  private static Tensor copy(Tensor vector) {
    return vector.to(torch.ScalarType.Double).clone().retainReference();
  }

  /** x(a, b), float64, shape (n), in the caller's scope. */
  public Tensor at(PlanePosition position) {
    try (NoGradGuard noGradient = new NoGradGuard()) {
      Tensor x = origin.clone();
      try (PointerScope scope = new PointerScope()) {
        x.add_(first, new Scalar(position.a())).add_(second, new Scalar(position.b()));
      }
      return x;
    }
  }

  @Override
  public void close() {
    origin.releaseReference();
    first.releaseReference();
    second.releaseReference();
  }
}
