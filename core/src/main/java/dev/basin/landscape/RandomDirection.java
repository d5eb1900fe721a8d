package dev.basin.landscape;

import dev.basin.engine.DimensionMismatchException;
import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;
import dev.basin.engine.Segment;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** How a random direction at weights x gets its length. */
public enum RandomDirection {
  /**
   * Uniform on the sphere of radius ‖x‖: {@code d = ‖x‖ g/‖g‖} with g standard normal. A step of
   * size r leads to the distance {@code r ‖x‖}.
   */
  SPHERE {
    @Override
    void scale(Tensor d, Tensor x, List<Segment> filters) {
      d.mul_(new Scalar(norm(x) / norm(d)));
    }
  },

  /**
   * Filter-normalised (Li, Xu, Taylor, Studer and Goldstein 2018, section 4): for each filter f of
   * the weights, {@code d_f = g_f ‖x_f‖ / (‖g_f‖ + 1e-10)}; 0 outside the filters, that is for
   * biases and normalisations. A step of size r moves each filter by the share r of its norm.
   */
  FILTER {
    @Override
    void scale(Tensor d, Tensor x, List<Segment> filters) {
      Tensor normalised = torch.zeros_like(d);
      for (Segment filter : filters) {
        try (PointerScope scope = new PointerScope()) {
          Tensor part = filter.of(d);
          double factor = norm(filter.of(x)) / (norm(part) + SMALLEST_NORM);
          filter.of(normalised).copy_(part.mul(new Scalar(factor)));
        }
      }
      d.copy_(normalised);
    }
  };

  /** Keeps a direction that is 0 in a filter from being divided by 0. */
  private static final double SMALLEST_NORM = 1e-10;

  /** Gives the Gaussian direction its length, in place. */
  abstract void scale(Tensor d, Tensor x, List<Segment> filters);

  /**
   * Draws a direction.
   *
   * @param x the weights, shape (n); not changed
   * @param filters the parts of x that one unit each is computed from; not asked for a sphere
   * @param seed of all directions of a measurement
   * @param number which of them; each has a stream of its own
   * @return d, float64, shape (n), in the caller's scope
   * @throws DimensionMismatchException if a filter ends after x does
   * @throws IllegalArgumentException if there are no filters where they are asked for
   */
  public Tensor draw(Tensor x, List<Segment> filters, long seed, int number) {
    if (this == FILTER) {
      check(x, filters);
    }
    try (NoGradGuard noGradient = new NoGradGuard()) {
      Tensor d = gaussian(x.numel(), seed, number);
      try (PointerScope scope = new PointerScope()) {
        scale(d, x.to(torch.ScalarType.Double), filters);
      }
      return d;
    }
  }

  private static void check(Tensor x, List<Segment> filters) {
    if (filters.isEmpty()) {
      throw new IllegalArgumentException("no filters; expected at least one");
    }
    for (Segment filter : filters) {
      if (filter.offset() + filter.size() > x.numel()) {
        throw new DimensionMismatchException(
            "weights of filter " + filter.name(),
            "(at least " + (filter.offset() + filter.size()) + ")",
            "(" + x.numel() + ")");
      }
    }
  }

  /** Independent N(0, 1) elements of {@link RandomStream}, the same on every machine. */
  private static Tensor gaussian(long n, long seed, int number) {
    RandomStream stream =
        new RandomStream(Seeds.derive(seed, "direction", Integer.toString(number)));
    Tensor d = torch.zeros(new long[] {n}, new TensorOptions(torch.ScalarType.Double));
    DoubleBuffer elements = d.createBuffer();
    for (int i = 0; i < elements.capacity(); i++) {
      elements.put(i, stream.nextGaussian());
    }
    return d;
  }

  private static double norm(Tensor vector) {
    return vector.norm().item_double();
  }

  /** The name as it is written on command lines and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
