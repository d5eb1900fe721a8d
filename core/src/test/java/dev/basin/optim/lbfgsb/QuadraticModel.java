package dev.basin.optim.lbfgsb;

import java.util.Arrays;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;

/**
 * A quadratic model over a box, most often random, in plain Java: the data a test's independent
 * twin works on.
 */
final class QuadraticModel {
  final int n;
  final double[][] steps; // in the order they were taken
  final double[][] changes;
  final double[] x;
  final double[] gradient;
  final double[] lower;
  final double[] upper;
  private final int kept;

  /**
   * Draws a model.
   *
   * @param width scale of the distances to the bounds
   */
  QuadraticModel(long seed, int n, int pairs, int kept, double width) {
    this(seed, n, pairs, kept, width, 1);
  }

  /**
   * Draws a model.
   *
   * @param width scale of the distances to the bounds
   * @param coupling curvature along (1, …, 1) that the pairs show, on top of a diagonal's
   */
  QuadraticModel(long seed, int n, int pairs, int kept, double width, double coupling) {
    Random random = new Random(seed);
    this.n = n;
    this.kept = Math.min(kept, pairs);
    steps = new double[pairs][n];
    changes = new double[pairs][n];
    x = new double[n];
    gradient = new double[n];
    lower = new double[n];
    upper = new double[n];
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = Math.exp(random.nextGaussian());
      x[i] = random.nextGaussian();
      gradient[i] = random.nextGaussian();
      lower[i] = x[i] - bound(random, width);
      upper[i] = x[i] + bound(random, width);
    }
    lower[0] = x[0] - width; // so that there is at least one bound
    for (int k = 0; k < pairs; k++) {
      double common = random.nextGaussian();
      double sum = 0;
      for (int i = 0; i < n; i++) {
        steps[k][i] = random.nextGaussian() + common;
        sum += steps[k][i];
      }
      for (int i = 0; i < n; i++) {
        changes[k][i] = scale[i] * steps[k][i] + coupling * sum / n;
      }
    }
  }

  /** A model with the given pairs, all kept. */
  QuadraticModel(
      double[][] steps,
      double[][] changes,
      double[] x,
      double[] gradient,
      double[] lower,
      double[] upper) {
    this.n = x.length;
    this.kept = steps.length;
    this.steps = steps;
    this.changes = changes;
    this.x = x;
    this.gradient = gradient;
    this.lower = lower;
    this.upper = upper;
  }

  private static double bound(Random random, double width) {
    double kind = random.nextDouble();
    if (kind < 0.15) {
      return Double.POSITIVE_INFINITY;
    }
    return kind < 0.3 ? 0 : width * random.nextDouble();
  }

  /** The compact matrix of the last pairs kept. */
  LimitedMemoryMatrix matrix() {
    LimitedMemoryMatrix matrix = new LimitedMemoryMatrix(n, kept);
    for (int k = 0; k < steps.length; k++) {
      try (Tensor s = Tensor.create(steps[k]);
          Tensor y = Tensor.create(changes[k])) {
        if (!matrix.update(s, y, dot(steps[k], changes[k]))) {
          throw new AssertionError("not positive definite");
        }
      }
    }
    return matrix;
  }

  /** B by dense BFGS updates of θI with the last pairs kept. */
  double[][] dense() {
    double[][] b = new double[n][n];
    int last = steps.length - 1;
    double theta = dot(changes[last], changes[last]) / dot(steps[last], changes[last]);
    for (int i = 0; i < n; i++) {
      b[i][i] = theta;
    }
    for (int k = steps.length - kept; k <= last; k++) {
      double[] image = multiply(b, steps[k]);
      double model = dot(steps[k], image);
      double curvature = dot(steps[k], changes[k]);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          b[i][j] += changes[k][i] * changes[k][j] / curvature - image[i] * image[j] / model;
        }
      }
    }
    return b;
  }

  /** d of the projected path: −g, or 0 where a bound forbids it. */
  double[] direction() {
    double[] d = new double[n];
    for (int i = 0; i < n; i++) {
      boolean forbidden = gradient[i] > 0 ? x[i] <= lower[i] : x[i] >= upper[i];
      d[i] = forbidden ? 0 : -gradient[i];
    }
    return d;
  }

  /** The breakpoint of every variable, 0 where it cannot move. */
  double[] breakpoints() {
    double[] d = direction();
    double[] t = new double[n];
    for (int i = 0; i < n; i++) {
      t[i] = d[i] == 0 ? 0 : d[i] > 0 ? (upper[i] - x[i]) / d[i] : (lower[i] - x[i]) / d[i];
    }
    return t;
  }

  /** The point of the path at t. */
  double[] path(double t) {
    double[] d = direction();
    double[] point = new double[n];
    for (int i = 0; i < n; i++) {
      point[i] = Math.max(lower[i], Math.min(upper[i], x[i] + (d[i] == 0 ? 0 : t * d[i])));
    }
    return point;
  }

  static double[] multiply(double[][] a, double[] v) {
    return Arrays.stream(a).mapToDouble(row -> dot(row, v)).toArray();
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int i = 0; i < a.length; i++) {
      difference[i] -= b[i];
    }
    return difference;
  }
}
