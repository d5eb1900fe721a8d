package dev.basin.curvature;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Lanczos's process with full reorthogonalisation: orthonormal columns {@code V = (v_1 … v_j)} with
 * {@code A V = V T + β v_{j+1} e_jᵀ}. Each new product is made orthogonal to all columns twice
 * ("twice is enough", Parlett), and T is taken from these products rather than assumed to be
 * tridiagonal, so that the basis may be {@link #restart restarted} with Ritz vectors.
 */
final class KrylovBasis implements AutoCloseable {
  /** Columns are combined in blocks of so many rows, to need little memory beside them. */
  private static final long BLOCK_ROWS = 1 << 16;

  /** A remainder below this share of the product is rounding: the columns span all they can. */
  private static final double BREAKDOWN = 1e-13;

  private final SymmetricOperator operator;
  private final PointerScope scope;
  private final Tensor columns; // (capacity + 1, n), a column of V in each row
  private final Tensor product;
  private final double[][] t;
  private int size;
  private double beta;

  /**
   * An empty basis.
   *
   * @param operator A
   * @param capacity the most columns
   * @param start v_1 but for its length, float64, shape (n)
   */
  KrylovBasis(SymmetricOperator operator, int capacity, Tensor start) {
    this.operator = operator;
    this.t = new double[capacity][capacity];
    try (PointerScope construction = new PointerScope()) {
      scope = construction;
      construction.extend();
      columns = Vectors.zeros(capacity + 1L, operator.dimension());
      product = Vectors.zeros(operator.dimension());
      columns.select(0, 0).copy_(start).div_(new Scalar(Vectors.norm(start)));
    }
  }

  /** Takes the waiting column in, with one product. */
  void extend() {
    try (PointerScope step = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      operator.multiply(columns.select(0, size), product);
      double length = Vectors.norm(product);
      if (!Double.isFinite(length)) {
        throw new ArithmeticException(
            "product " + (size + 1) + " is not finite; curvature needs a finite loss near x");
      }
      Tensor basis = columns.narrow(0, 0, size + 1L);
      double[] coefficients = new double[size + 1];
      for (int pass = 0; pass < 2; pass++) {
        Tensor h = Vectors.project(basis, product);
        for (int i = 0; i <= size; i++) {
          coefficients[i] += h.select(0, i).item_double();
        }
      }
      for (int i = 0; i <= size; i++) {
        t[i][size] = coefficients[i];
        t[size][i] = coefficients[i];
      }
      size++;
      beta = Vectors.norm(product);
      if (beta <= BREAKDOWN * length) {
        beta = 0;
      } else {
        columns.select(0, size).copy_(product).div_(new Scalar(beta));
      }
    }
  }

  /** Whether the columns span a subspace that A maps into itself. */
  boolean isInvariant() {
    return beta == 0;
  }

  /**
   * Goes on from an invariant subspace with another column.
   *
   * @param start any vector, made orthogonal here
   * @return false if nothing of it is left
   */
  boolean continueWith(Tensor start) {
    try (PointerScope step = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor rest = start.clone();
      Tensor basis = columns.narrow(0, 0, size);
      for (int pass = 0; pass < 3; pass++) {
        Vectors.project(basis, rest);
      }
      double length = Vectors.norm(rest);
      if (length <= 1e-8 * Vectors.norm(start)) {
        return false;
      }
      columns.select(0, size).copy_(rest).div_(new Scalar(length));
      return true;
    }
  }

  /** The number of columns j. */
  int size() {
    return size;
  }

  /** The eigenpairs of T: Ritz values of A, descending, and how far each is from an eigenvalue. */
  Ritz ritz() {
    RealMatrix projected = MatrixUtils.createRealMatrix(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        projected.setEntry(i, j, t[i][j]);
      }
    }
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(projected);
    double[] values = new double[size];
    double[][] vectors = new double[size][];
    double[] residuals = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = eigen.getEigenvalue(i);
      vectors[i] = eigen.getEigenvector(i).toArray();
      residuals[i] = beta * Math.abs(vectors[i][size - 1]);
    }
    return new Ritz(values, vectors, residuals);
  }

  /**
   * Ritz pairs, descending.
   *
   * @param values θ_i
   * @param vectors y_i in terms of the columns
   * @param residuals {@code ‖A V y_i − θ_i V y_i‖ = β |y_i's last element|}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Ritz(double[] values, double[][] vectors, double[] residuals) {}

  /**
   * Replaces the columns by some Ritz vectors and keeps the waiting column: a thick restart (Wu and
   * Simon 2000).
   *
   * @param ritz the pairs of this basis
   * @param kept which, in the order of the new columns
   */
  void restart(Ritz ritz, int[] kept) {
    combine(ritz, kept, columns);
    try (PointerScope step = new PointerScope()) {
      columns.select(0, kept.length).copy_(columns.select(0, size));
    }
    for (double[] row : t) {
      Arrays.fill(row, 0);
    }
    for (int i = 0; i < kept.length; i++) {
      t[i][i] = ritz.values()[kept[i]];
    }
    size = kept.length;
  }

  /** Ritz vectors, one a row, in the caller's scope. */
  Tensor vectors(Ritz ritz, int[] chosen) {
    Tensor result = Vectors.zeros(chosen.length, operator.dimension());
    combine(ritz, chosen, result);
    return result;
  }

  /** Writes {@code V y_i} into the first rows of {@code target}, which may be the columns. */
  private void combine(Ritz ritz, int[] chosen, Tensor target) {
    try (PointerScope all = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor coefficients = Vectors.zeros(chosen.length, size);
      for (int i = 0; i < chosen.length; i++) {
        coefficients.select(0, i).copy_(Tensor.create(ritz.vectors()[chosen[i]]));
      }
      long n = operator.dimension();
      for (long from = 0; from < n; from += BLOCK_ROWS) {
        try (PointerScope block = new PointerScope()) {
          long count = Math.min(BLOCK_ROWS, n - from);
          Tensor part = columns.narrow(0, 0, size).narrow(1, from, count);
          target
              .narrow(0, 0, chosen.length)
              .narrow(1, from, count)
              .copy_(torch.mm(coefficients, part));
        }
      }
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
