package dev.basin.optim.lbfgsb;

import static org.bytedeco.pytorch.global.torch.maximum;
import static org.bytedeco.pytorch.global.torch.minimum;
import static org.bytedeco.pytorch.global.torch.where;

import dev.basin.optim.TensorBlocks;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The feasible set {@code {x : l ≤ x ≤ u}}, with ±∞ where a variable is not bounded. Does not own
 * its tensors.
 */
public final class Bounds {
  private final Tensor lower; // l, shape (n), float64
  private final Tensor upper; // u, shape (n), float64
  private final boolean constrained;
  private final boolean boxed;

  /**
   * Checks and keeps the bounds.
   *
   * @throws IllegalArgumentException if a bound is NaN or a lower bound lies above the upper one
   */
  public Bounds(Tensor lower, Tensor upper) {
    this.lower = lower;
    this.upper = upper;
    long[] count = new long[3];
    TensorBlocks.forEach(
        lower.numel(),
        (from, length) -> {
          Tensor l = lower.narrow(0, from, length);
          Tensor u = upper.narrow(0, from, length);
          count[0] += l.le(u).count_nonzero().item_long();
          count[1] += l.isfinite().count_nonzero().item_long();
          count[2] += u.isfinite().count_nonzero().item_long();
        });
    long n = lower.numel();
    if (count[0] < n) {
      throw new IllegalArgumentException(
          "bounds: " + (n - count[0]) + " of " + n + " variables have lower > upper or NaN");
    }
    this.constrained = count[1] + count[2] > 0;
    this.boxed = count[1] + count[2] == 2 * n;
  }

  /** Whether any variable has a bound. */
  boolean constrained() {
    return constrained;
  }

  /** Whether every variable has both bounds. */
  boolean boxed() {
    return boxed;
  }

  Tensor lower(long from, long length) {
    return lower.narrow(0, from, length);
  }

  Tensor upper(long from, long length) {
    return upper.narrow(0, from, length);
  }

  /** Projects x onto the bounds, in place. */
  void project(Tensor x) {
    TensorBlocks.scoped(() -> x.clamp_min_(lower).clamp_max_(upper));
  }

  /**
   * The bounds a block of variables is moving to, {@code u} where the direction is positive and
   * {@code l} elsewhere.
   */
  Tensor wall(Tensor direction, long from, long length) {
    return where(direction.gt(new Scalar(0.0)), upper(from, length), lower(from, length));
  }

  /**
   * The largest component of the projected gradient, {@code ‖P(x − g) − x‖_∞} (Byrd, Lu, Nocedal
   * and Zhu 1995, equation 6.1).
   */
  double projectedGradientNorm(Tensor x, Tensor gradient) {
    double[] norm = new double[1];
    TensorBlocks.forEach(
        x.numel(),
        (from, length) -> {
          Tensor point = x.narrow(0, from, length);
          Tensor above = maximum(gradient.narrow(0, from, length), point.sub(upper(from, length)));
          Tensor projected = minimum(above, point.sub(lower(from, length)));
          norm[0] = Math.max(norm[0], projected.abs_().max().item_double());
        });
    return norm[0];
  }

  /**
   * The largest step α, at most {@code limit}, for which {@code point + α direction} stays in the
   * bounds.
   */
  double largestStep(Tensor point, Tensor direction, double limit) {
    double[] step = {limit};
    if (constrained) {
      TensorBlocks.forEach(
          point.numel(),
          (from, length) -> {
            Tensor move = direction.narrow(0, from, length);
            Tensor ratio = stepToWall(point.narrow(0, from, length), move, from, length);
            step[0] = Math.min(step[0], ratio.min().item_double());
          });
    }
    return step[0];
  }

  /** For each variable of a block the step that takes it to its wall; ∞ where it does not move. */
  Tensor stepToWall(Tensor point, Tensor direction, long from, long length) {
    Tensor ratio = wall(direction, from, length).sub_(point).div_(direction).abs_();
    return ratio.masked_fill_(direction.eq(new Scalar(0.0)), new Scalar(Double.POSITIVE_INFINITY));
  }
}
