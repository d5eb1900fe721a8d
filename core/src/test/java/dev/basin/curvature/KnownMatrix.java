package dev.basin.curvature;

import dev.basin.Formula;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** A dense symmetric matrix whose eigenvalues are known, in plain Java. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KnownMatrix(double[][] a, double[] eigenvalues) implements SymmetricOperator {

  /**
   * {@code H_1 … H_r diag(λ) H_r … H_1} with Householder reflections of hashed vectors: the
   * eigenvalues are exactly those given, to rounding.
   */
  static KnownMatrix of(double... eigenvalues) {
    int n = eigenvalues.length;
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i][i] = eigenvalues[i];
    }
    for (int r = 0; r < 3; r++) {
      double[] u = Formula.centred(1_000L * r + n, n, 1);
      double squared = Arrays.stream(u).map(v -> v * v).sum();
      for (int pass = 0; pass < 2; pass++) {
        for (double[] row : a) {
          double dot = 0;
          for (int j = 0; j < n; j++) {
            dot += row[j] * u[j];
          }
          for (int j = 0; j < n; j++) {
            row[j] -= 2 * dot / squared * u[j];
          }
        }
        a = transposed(a);
      }
    }
    double[] descending = eigenvalues.clone();
    Arrays.sort(descending);
    for (int i = 0; i < n / 2; i++) {
      double swap = descending[i];
      descending[i] = descending[n - 1 - i];
      descending[n - 1 - i] = swap;
    }
    return new KnownMatrix(a, descending);
  }

  private static double[][] transposed(double[][] a) {
    double[][] t = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  double trace() {
    return Arrays.stream(eigenvalues).sum();
  }

  double[] times(double[] v) {
    double[] product = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        product[i] += a[i][j] * v[j];
      }
    }
    return product;
  }

  @Override
  public long dimension() {
    return a.length;
  }

  @Override
  public void multiply(Tensor v, Tensor product) {
    product.copy_(Tensor.create(times(Formula.read(v))));
  }
}
