package dev.basin.sharpness;

import dev.basin.Formula;
import dev.basin.objective.DifferentiableFunction;
import java.nio.DoubleBuffer;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;

/** {@code ½ (z − c)ᵀ H (z − c) + offset} in plain Java. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Quadratic(double[][] h, double[] c, double offset) implements DifferentiableFunction {

  /** A convex one with H = BᵀB/n, B and c standard normal. */
  static Quadratic convex(int n, Random random) {
    double[][] b = new double[n][n];
    double[] c = new double[n];
    for (int i = 0; i < n; i++) {
      c[i] = random.nextGaussian();
      for (int j = 0; j < n; j++) {
        b[i][j] = random.nextGaussian();
      }
    }
    double[][] h = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          h[i][j] += b[k][i] * b[k][j] / n;
        }
      }
    }
    return new Quadratic(h, c, 0.5);
  }

  double value(double[] z, double[] gradient) {
    double f = offset;
    for (int i = 0; i < c.length; i++) {
      gradient[i] = 0;
      for (int j = 0; j < c.length; j++) {
        gradient[i] += h[i][j] * (z[j] - c[j]);
      }
      f += 0.5 * (z[i] - c[i]) * gradient[i];
    }
    return f;
  }

  /** The largest value at a vertex of {@code |z_i − x_i| ≤ ε(|x_i| + 1)}, by trying all. */
  double largestAtVertices(double[] x, double epsilon) {
    double largest = Double.NEGATIVE_INFINITY;
    double[] gradient = new double[c.length];
    for (int vertex = 0; vertex < 1 << c.length; vertex++) {
      double[] z = x.clone();
      for (int i = 0; i < c.length; i++) {
        double sign = (vertex >> i & 1) == 0 ? -1 : 1;
        z[i] += sign * epsilon * (Math.abs(x[i]) + 1);
      }
      largest = Math.max(largest, value(z, gradient));
    }
    return largest;
  }

  @Override
  public long dimension() {
    return c.length;
  }

  @Override
  public double valueAndGradient(Tensor point, Tensor gradient) {
    double[] g = new double[c.length];
    double f = value(Formula.read(point), g);
    DoubleBuffer buffer = gradient.createBuffer();
    buffer.put(g);
    return f;
  }
}
