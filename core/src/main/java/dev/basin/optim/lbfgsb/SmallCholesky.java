package dev.basin.optim.lbfgsb;

import java.util.Optional;

/**
 * The Cholesky factorisation {@code A = J Jᵀ} of a small symmetric positive definite matrix, in
 * plain Java (m ≤ some tens: a native call would cost more than the arithmetic).
 */
final class SmallCholesky {
  private final double[][] lower; // J

  private SmallCholesky(double[][] lower) {
    this.lower = lower;
  }

  /**
   * Factorises a matrix.
   *
   * @param a symmetric, shape (m, m); only its lower triangle is read
   * @return empty if the matrix is not numerically positive definite
   */
  static Optional<SmallCholesky> factor(double[][] a) {
    int m = a.length;
    double[][] lower = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = a[i][j];
        for (int k = 0; k < j; k++) {
          rest -= lower[i][k] * lower[j][k];
        }
        if (i != j) {
          lower[i][j] = rest / lower[j][j];
        } else if (rest > 0 && Double.isFinite(rest)) {
          lower[i][i] = Math.sqrt(rest);
        } else {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new SmallCholesky(lower));
  }

  /** J⁻¹ b. */
  double[] forward(double[] b) {
    int m = lower.length;
    double[] x = b.clone();
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }

  /** A⁻¹ b. */
  double[] solve(double[] b) {
    double[] x = forward(b);
    for (int i = lower.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < lower.length; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }
}
