package dev.basin.optim.lbfgsb;

import static org.bytedeco.pytorch.global.torch.cumsum;
import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.mm;
import static org.bytedeco.pytorch.global.torch.where;

import dev.basin.optim.TensorBlocks;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The generalised Cauchy point: the first local minimiser of the quadratic model
 *
 * <pre>  m(x) = f + gᵀ(x − x_k) + ½ (x − x_k)ᵀ B (x − x_k)</pre>
 *
 * along the projected gradient path {@code x(t) = P(x_k − t g, l, u)}. On the path variable i moves
 * with {@code d_i = −g_i} until its breakpoint {@code t_i}, where it reaches its bound and stays.
 *
 * <p>After the breakpoints up to {@code t} are passed, with D the sum of d_i² over the variables
 * still moving, {@code p = R d} over them, and {@code c = R (x(t) − x_k)},
 *
 * <pre>  m′(t) = −D (1 − θt) − pᵀ M c,    m″(t) = θD − pᵀ M p,</pre>
 *
 * and the search ends at the first t whose {@code t − m′/m″} lies before the next breakpoint. These
 * are the quantities of algorithm CP of Byrd, Lu, Nocedal and Zhu (SIAM J. Sci. Comput. 16 (1995),
 * section 4), which updates them breakpoint by breakpoint. Here the breakpoints are taken in
 * windows: those no later than the minimiser of the current segment (no others can matter) are
 * selected and sorted, and cumulative sums give D, p and c after every one of a block at once.
 * Without pairs, B = θI, the model is separable and the search ends at t = 1/θ whatever the
 * breakpoints.
 */
final class CauchyPoint implements AutoCloseable {
  /** The most breakpoints selected and sorted at a time, if they are not all equal. */
  private static final long WINDOW = 1 << 17;

  /** Breakpoints whose cumulative sums are taken at once. */
  private static final long BLOCK = 4096;

  private static final double EPSILON = Math.ulp(1.0);

  private final Bounds bounds;
  private final LimitedMemoryMatrix matrix;
  private final long dimension;
  private final Tensor direction; // d, shape (n)
  private final Tensor breakpoints; // t_i, shape (n)

  private double reached; // t, the last breakpoint passed
  private double time; // t*, of the Cauchy point
  private long moving; // variables with d_i ≠ 0 not stopped yet
  private double square; // D
  private double leastCurvature; // m″ is kept above it
  private double ahead; // −m′/m″ after the last breakpoint passed
  private double[] slopes = new double[0]; // p
  private double[] stopped = new double[0]; // R (x(t) − x_k) over the stopped variables
  private double[] offset = new double[0]; // c

  CauchyPoint(Bounds bounds, LimitedMemoryMatrix matrix, long dimension) {
    this.bounds = bounds;
    this.matrix = matrix;
    this.dimension = dimension;
    TensorOptions options = new TensorOptions(torch.ScalarType.Double);
    this.direction = empty(new long[] {dimension}, options, new MemoryFormatOptional());
    this.breakpoints = empty(new long[] {dimension}, options, new MemoryFormatOptional());
  }

  /** t*, where on the path the Cauchy point lies. */
  double time() {
    return time;
  }

  /** c = R (x_c − x_k), a raw vector. */
  double[] offset() {
    return offset;
  }

  /** d at the start of the path, shape (n): 0 where a bound forbids −g. */
  Tensor direction() {
    return direction;
  }

  /**
   * Which variables of a block are free (not held at a bound) at the Cauchy point: a bool tensor.
   */
  Tensor free(long from, long length) {
    return breakpoints.narrow(0, from, length).gt(new Scalar(reached));
  }

  /**
   * Finds the Cauchy point.
   *
   * @param x x_k in the bounds, shape (n)
   * @param gradient g, shape (n)
   */
  void find(Tensor x, Tensor gradient) {
    prepare(x, gradient);
    double theta = matrix.theta();
    offset = new double[2 * matrix.pairs()];
    reached = 0;
    time = 0;
    if (!bounds.constrained() && matrix.pairs() > 0) {
      return; // the subspace step alone minimises the model
    }
    if (matrix.pairs() == 0) {
      time = 1 / theta;
      reached = time;
      return;
    }
    slopes = matrix.products(direction);
    stopped = new double[slopes.length];
    leastCurvature = EPSILON * theta * square;
    double curvature = theta * square - quadratic(slopes, slopes);
    ahead = square / Math.max(leastCurvature, curvature);
    if (moving > 0) {
      walk();
    }
    for (int i = 0; i < offset.length; i++) {
      offset[i] = stopped[i] + time * slopes[i];
    }
  }

  /** Writes the Cauchy point to {@code point}, shape (n). */
  void write(Tensor x, Tensor point) {
    TensorBlocks.forEach(
        dimension,
        (from, length) -> {
          Tensor move = direction.narrow(0, from, length);
          Tensor start = x.narrow(0, from, length);
          Tensor held = free(from, length).logical_or_(move.eq(new Scalar(0.0))).logical_not_();
          Tensor moved =
              start
                  .add(move, new Scalar(time))
                  .clamp_min_(bounds.lower(from, length))
                  .clamp_max_(bounds.upper(from, length));
          point.narrow(0, from, length).copy_(where(held, bounds.wall(move, from, length), moved));
        });
  }

  private void prepare(Tensor x, Tensor gradient) {
    square = 0;
    moving = 0;
    TensorBlocks.forEach(
        dimension,
        (from, length) -> {
          Tensor move = gradient.narrow(0, from, length).neg();
          Tensor time = bounds.wall(move, from, length).sub_(x.narrow(0, from, length));
          time.div_(move).abs_();
          time.nan_to_num_(
              new DoubleOptional(0.0),
              new DoubleOptional(Double.POSITIVE_INFINITY),
              new DoubleOptional(Double.POSITIVE_INFINITY));
          move.masked_fill_(time.eq(new Scalar(0.0)), new Scalar(0.0));
          breakpoints.narrow(0, from, length).copy_(time);
          direction.narrow(0, from, length).copy_(move);
          square += torch.dot(move, move).item_double();
          moving += move.count_nonzero().item_long();
        });
  }

  private void walk() {
    double passed = 0; // every breakpoint up to here is behind
    while (true) {
      double limit = reached + Math.max(0, ahead);
      long count = count(passed, limit);
      if (count == 0 || moving == 0) {
        time = moving == 0 ? reached : limit;
        return;
      }
      double end = windowEnd(passed, limit, count);
      boolean[] found = new boolean[1];
      double start = passed;
      TensorBlocks.scoped(() -> found[0] = cross(start, end));
      if (found[0]) {
        time = reached + Math.max(0, ahead);
        return;
      }
      passed = end;
    }
  }

  /** The number of breakpoints in (after, until]. */
  private long count(double after, double until) {
    long[] count = new long[1];
    TensorBlocks.forEach(
        dimension,
        (from, length) -> {
          Tensor t = breakpoints.narrow(0, from, length);
          count[0] += within(t, after, until).count_nonzero().item_long();
        });
    return count[0];
  }

  private static Tensor within(Tensor t, double after, double until) {
    return t.gt(new Scalar(after)).logical_and_(t.le(new Scalar(until)));
  }

  /**
   * An end of the window, at most {@code limit}, that leaves some breakpoints in it, not too many.
   */
  private double windowEnd(double after, double limit, long count) {
    double low = after;
    double high = limit;
    long inside = count;
    while (inside > WINDOW) {
      double share = Math.max(0.01, Math.min(0.5, 0.75 * WINDOW / inside));
      double middle = low + share * (high - low);
      if (!(middle > low && middle < high)) {
        break; // they are all equal
      }
      long below = count(after, middle);
      if (below == 0) {
        low = middle;
      } else {
        high = middle;
        inside = below;
      }
    }
    return high;
  }

  /** Passes the breakpoints in (after, until]; true if the search ended among them. */
  private boolean cross(double after, double until) {
    Tensor found = within(breakpoints, after, until).nonzero().squeeze(1);
    T_TensorTensor_T sorted = breakpoints.index_select(0, found).sort();
    Tensor times = sorted.get0();
    Tensor indices = found.index_select(0, sorted.get1());
    long count = times.numel();
    boolean[] ended = new boolean[1];
    for (long from = 0; from < count && !ended[0]; from += BLOCK) {
      long start = from;
      TensorBlocks.scoped(() -> ended[0] = crossBlock(times, indices, start));
    }
    return ended[0];
  }

  private boolean crossBlock(Tensor times, Tensor indices, long from) {
    long length = Math.min(BLOCK, times.numel() - from);
    int size = slopes.length;
    double theta = matrix.theta();
    Tensor index = indices.narrow(0, from, length);
    Tensor t = times.narrow(0, from, length);
    Tensor d = direction.index_select(0, index);
    Tensor moved = matrix.columns(index).mul_(d); // d_j R e_j, shape (2c, length)
    Tensor p = column(slopes).sub(cumsum(moved, 1));
    Tensor halted = cumsum(moved.mul_(t), 1).add_(column(stopped));
    Tensor c = halted.addcmul(p, t);
    Tensor middle = Tensor.create(flat(matrix.middle()), size, size);
    Tensor image = mm(middle, p);
    Tensor squares = cumsum(d.square(), 0).neg_().add_(new Scalar(square));
    Tensor curvature =
        squares
            .mul(new Scalar(theta))
            .sub_(sumRows(image.mul(p)))
            .clamp_min_(new Scalar(leastCurvature));
    Tensor descent = // −m′
        squares.addcmul(squares, t, new Scalar(-theta)).add_(sumRows(image.mul_(c)));
    Tensor next = descent.div_(curvature);
    long at = firstMinimiser(times, next, t, from, length);
    boolean ended = at >= 0;
    long last = ended ? at : length - 1;
    moving -= last + 1;
    square = squares.narrow(0, last, 1).item_double();
    ahead = moving == 0 ? 0 : next.narrow(0, last, 1).item_double();
    reached = t.narrow(0, last, 1).item_double();
    slopes = TensorBlocks.read(p.select(1, last).contiguous());
    stopped = TensorBlocks.read(halted.select(1, last).contiguous());
    return ended || moving == 0;
  }

  /**
   * The first breakpoint of a block whose following segment holds a minimiser, or −1. The segment
   * after the window's last breakpoint is not judged: its end is not known yet.
   */
  private static long firstMinimiser(Tensor times, Tensor next, Tensor t, long from, long length) {
    long judged = Math.min(length, times.numel() - from - 1);
    if (judged == 0) {
      return -1;
    }
    Tensor following = times.narrow(0, from + 1, judged);
    Tensor gap = following.sub(t.narrow(0, 0, judged));
    Tensor ends = next.narrow(0, 0, judged).lt(gap).nonzero();
    return ends.numel() == 0 ? -1 : ends.narrow(0, 0, 1).item_long();
  }

  private double quadratic(double[] a, double[] b) {
    double[][] middle = matrix.middle();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        sum += a[i] * middle[i][j] * b[j];
      }
    }
    return sum;
  }

  private static Tensor column(double[] values) {
    return Tensor.create(values, values.length, 1);
  }

  private static Tensor sumRows(Tensor matrix) {
    return matrix.sum(0);
  }

  private static double[] flat(double[][] matrix) {
    double[] flat = new double[matrix.length * matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      System.arraycopy(matrix[i], 0, flat, i * matrix.length, matrix.length);
    }
    return flat;
  }

  @Override
  public void close() {
    direction.close();
    breakpoints.close();
  }
}
