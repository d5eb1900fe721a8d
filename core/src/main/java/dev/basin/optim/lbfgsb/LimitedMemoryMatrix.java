package dev.basin.optim.lbfgsb;

import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.zeros;

import dev.basin.optim.TensorBlocks;
import java.util.Optional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The compact representation of the limited-memory BFGS matrix,
 *
 * <pre>  B = θI − W M Wᵀ,  W = [Y  θS],  M⁻¹ = [−D  Lᵀ; L  θSᵀS],</pre>
 *
 * with {@code S, Y: (n, c)} the last c ≤ m steps and changes of the gradient, D the diagonal and L
 * the strictly lower triangle of {@code SᵀY}.
 *
 * <p>The vectors are kept as rows of one matrix R: (2m, n), {@code y} of slot k in row 2k and
 * {@code s} in row 2k + 1, so that an update writes two contiguous rows and the c pairs in use are
 * the first 2c rows. Slots are filled in turn; all small matrices here are in the order of the
 * slots, and only L asks for the age of a pair. A vector of length 2c is called <em>raw</em> when
 * it holds products with the rows of R, and <em>split</em> when it is ordered as the columns of W.
 *
 * <p>Source: Byrd, Nocedal and Schnabel, Math. Programming 63 (1994), section 3; Byrd, Lu, Nocedal
 * and Zhu, SIAM J. Sci. Comput. 16 (1995), equations 3.1 to 3.5.
 */
final class LimitedMemoryMatrix implements AutoCloseable {
  private final long dimension;
  private final int capacity; // m
  private final double[][] stepStep; // SᵀS, by slots
  private final double[][] stepChange; // SᵀY, by slots
  private final long[] age; // a later pair has the larger number
  private final Tensor rows; // R
  private int pairs; // c
  private long updates;
  private double theta = 1;
  private double[][] middle = new double[0][0];

  /**
   * Reserves the memory.
   *
   * @param dimension n
   * @param capacity m, the number of pairs kept
   */
  LimitedMemoryMatrix(long dimension, int capacity) {
    this.dimension = dimension;
    this.capacity = capacity;
    this.stepStep = new double[capacity][capacity];
    this.stepChange = new double[capacity][capacity];
    this.age = new long[capacity];
    this.rows =
        empty(
            new long[] {2L * capacity, dimension},
            new TensorOptions(torch.ScalarType.Double),
            new MemoryFormatOptional());
  }

  /** The number c of pairs held. */
  int pairs() {
    return pairs;
  }

  /**
   * θ, the curvature along directions the pairs do not span: {@code yᵀy / sᵀy} of the last pair.
   */
  double theta() {
    return theta;
  }

  /** Forgets every pair: B = I. */
  void reset() {
    pairs = 0;
    updates = 0;
    theta = 1;
    middle = new double[0][0];
  }

  /**
   * Takes in a pair, in place of the oldest if the memory is full, and sets θ.
   *
   * @param step s, shape (n)
   * @param change y, shape (n)
   * @param curvature sᵀy, positive
   * @return false if the matrix is no longer numerically positive definite; it must then be reset
   */
  boolean update(Tensor step, Tensor change, double curvature) {
    int slot = (int) (updates % capacity);
    updates++;
    pairs = (int) Math.min(updates, capacity);
    age[slot] = updates;
    double[] changeSquare = new double[1];
    TensorBlocks.scoped(
        () -> {
          rows.select(0, 2L * slot).copy_(change);
          rows.select(0, 2L * slot + 1).copy_(step);
          changeSquare[0] = torch.dot(change, change).item_double();
        });
    theta = changeSquare[0] / curvature;
    double[] products = products(step); // rows of SᵀY and SᵀS; what is above L is never read
    for (int k = 0; k < pairs; k++) {
      stepChange[slot][k] = products[2 * k];
      stepStep[slot][k] = products[2 * k + 1];
      stepStep[k][slot] = products[2 * k + 1];
    }
    stepChange[slot][slot] = curvature;
    return refreshMiddle();
  }

  /** The products R v: r_j · v for the 2c rows in use, a raw vector. */
  double[] products(Tensor vector) {
    if (pairs == 0) {
      return new double[0];
    }
    double[][] result = new double[1][];
    TensorBlocks.scoped(
        () -> {
          Tensor sum = zeros(new long[] {2L * pairs}, new TensorOptions(torch.ScalarType.Double));
          TensorBlocks.forEach(
              dimension,
              (from, length) -> sum.addmv_(block(from, length), vector.narrow(0, from, length)));
          result[0] = TensorBlocks.read(sum);
        });
    return result[0];
  }

  /** The 2c rows in use at a block of variables, shape (2c, length): a view. */
  Tensor block(long from, long length) {
    return rows.narrow(0, 0, 2L * pairs).narrow(1, from, length);
  }

  /**
   * The columns of some variables, shape (2c, k): a copy.
   *
   * @param indices which variables, shape (k), int64
   */
  Tensor columns(Tensor indices) {
    long size = 2L * pairs;
    return rows.narrow(0, 0, size).gather(1, indices.unsqueeze(0).expand(size, indices.numel()));
  }

  /** The middle matrix in raw order: {@code B = θI − Rᵀ middle R}, shape (2c, 2c), symmetric. */
  double[][] middle() {
    return middle;
  }

  /** D as the diagonal, in the order of the slots. */
  double curvature(int slot) {
    return stepChange[slot][slot];
  }

  /** Whether the pair in slot i is newer than that in slot j, that is, L_ij is not 0. */
  boolean newer(int i, int j) {
    return age[i] > age[j];
  }

  /** From raw to split order: the products with W = [Y θS] from those with R. */
  double[] split(double[] raw) {
    double[] split = new double[raw.length];
    for (int k = 0; k < pairs; k++) {
      split[k] = raw[2 * k];
      split[pairs + k] = theta * raw[2 * k + 1];
    }
    return split;
  }

  /** From coefficients of the columns of W to those of the rows of R. */
  double[] join(double[] split) {
    double[] raw = new double[split.length];
    for (int k = 0; k < pairs; k++) {
      raw[2 * k] = split[k];
      raw[2 * k + 1] = theta * split[pairs + k];
    }
    return raw;
  }

  private boolean refreshMiddle() {
    double[][] diagonal = new double[pairs][pairs];
    double[][] lower = new double[pairs][pairs];
    double[][] scaled = new double[pairs][pairs];
    for (int i = 0; i < pairs; i++) {
      diagonal[i][i] = curvature(i);
      for (int j = 0; j < pairs; j++) {
        lower[i][j] = newer(i, j) ? stepChange[i][j] : 0;
        scaled[i][j] = theta * stepStep[i][j];
      }
    }
    Optional<SaddleSystem> inverse = SaddleSystem.factor(diagonal, lower, scaled);
    inverse.ifPresent(this::invert);
    return inverse.isPresent();
  }

  private void invert(SaddleSystem inverse) {
    int size = 2 * pairs;
    double[][] result = new double[size][];
    for (int j = 0; j < size; j++) {
      double[] unit = new double[size];
      unit[j] = 1;
      result[j] = join(inverse.solve(split(unit)));
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (result[i][j] + result[j][i]) / 2;
        result[i][j] = mean;
        result[j][i] = mean;
      }
    }
    middle = result;
  }

  @Override
  public void close() {
    rows.close();
  }
}
