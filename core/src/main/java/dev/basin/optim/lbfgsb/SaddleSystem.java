package dev.basin.optim.lbfgsb;

import java.util.Arrays;
import java.util.Optional;

/**
 * A small symmetric indefinite system {@code [−E Xᵀ; X H] [v₁; v₂] = [a₁; a₂]} with E positive
 * definite and H positive semidefinite, by two Cholesky factorisations: of E, and of the Schur
 * complement {@code H + X E⁻¹ Xᵀ}.
 *
 * <p>Both indefinite matrices of L-BFGS-B are of this form: the inverse of the middle matrix M of
 * the compact representation, and the matrix K of the subspace problem.
 */
final class SaddleSystem {
  private final SmallCholesky first; // E = J Jᵀ
  private final SmallCholesky schur;
  private final double[][] coupling; // X

  private SaddleSystem(SmallCholesky first, SmallCholesky schur, double[][] coupling) {
    this.first = first;
    this.schur = schur;
    this.coupling = coupling;
  }

  /**
   * Factorises the system.
   *
   * @param e E, shape (m, m)
   * @param x X, shape (m, m)
   * @param h H, shape (m, m)
   * @return empty if E or the Schur complement is not numerically positive definite
   */
  static Optional<SaddleSystem> factor(double[][] e, double[][] x, double[][] h) {
    return SmallCholesky.factor(e)
        .flatMap(
            first ->
                SmallCholesky.factor(schurComplement(first, x, h))
                    .map(schur -> new SaddleSystem(first, schur, x)));
  }

  private static double[][] schurComplement(SmallCholesky first, double[][] x, double[][] h) {
    int m = h.length;
    double[][] half = new double[m][];
    for (int i = 0; i < m; i++) {
      half[i] = first.forward(x[i]);
    }
    double[][] schur = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        schur[i][j] = h[i][j] + dot(half[i], half[j]);
      }
    }
    return schur;
  }

  /**
   * Solves for one right-hand side.
   *
   * @param a [a₁; a₂], length 2m
   * @return [v₁; v₂], length 2m
   */
  double[] solve(double[] a) {
    int m = coupling.length;
    double[] a1 = Arrays.copyOfRange(a, 0, m);
    double[] e = first.solve(a1);
    double[] rest = new double[m];
    for (int i = 0; i < m; i++) {
      rest[i] = a[m + i] + dot(coupling[i], e);
    }
    double[] v2 = schur.solve(rest);
    double[] back = new double[m];
    for (int j = 0; j < m; j++) {
      back[j] = -a1[j];
      for (int i = 0; i < m; i++) {
        back[j] += coupling[i][j] * v2[i];
      }
    }
    double[] v = Arrays.copyOf(first.solve(back), 2 * m);
    System.arraycopy(v2, 0, v, m, m);
    return v;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
