package dev.basin.optim.lbfgsb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.engine.NativeRuntime;
import dev.basin.optim.TensorBlocks;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubspaceMinimizerTest {
  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  /** Against elimination of the dense reduced system, projected or cut. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void solvesTheReducedSystem(int seed) {
    check(model(seed));
  }

  private static double[] check(QuadraticModel model) {
    int n = model.n;
    try (LimitedMemoryMatrix matrix = model.matrix();
        Tensor x = Tensor.create(model.x);
        Tensor g = Tensor.create(model.gradient);
        Tensor lower = Tensor.create(model.lower);
        Tensor upper = Tensor.create(model.upper);
        Tensor point = Tensor.create(new double[n])) {
      Bounds bounds = new Bounds(lower, upper);
      try (CauchyPoint cauchy = new CauchyPoint(bounds, matrix, n)) {
        cauchy.find(x, g);
        cauchy.write(x, point);
        double[] start = TensorBlocks.read(point);
        double[] expected = expected(model, start, cauchy.time());
        assertThat(new SubspaceMinimizer(bounds, matrix, n).minimize(x, g, cauchy, point)).isTrue();
        double[] found = TensorBlocks.read(point);
        assertThat(found).containsExactly(expected, within(1e-8));
        return found;
      }
    }
  }

  /**
   * B = [10 9.9; 9.9 10], g = (−1, −0.9): the Newton step (0.55, −0.45) descends, but with its
   * first component held to 0.1 it would ascend, so it is cut.
   */
  @Test
  void cutsAStepWhoseProjectionAscends() {
    QuadraticModel model =
        new QuadraticModel(
            new double[][] {{1, 1}, {1, -1}},
            new double[][] {{19.9, 19.9}, {0.1, -0.1}},
            new double[] {0, 0},
            new double[] {-1, -0.9},
            new double[] {-9, -9},
            new double[] {0.1, 9});
    double time = 1.81 / 35.92;
    double[] start = model.path(time);
    double[] step = newton(model, start, time);
    assertThat(leaves(model, start, step) && ascends(model, start, step)).isTrue();
    double[] found = check(model);
    assertThat(found[0]).isEqualTo(0.1);
    assertThat(found[1]).isBetween(-0.45, 0.045);
  }

  private static QuadraticModel model(int seed) {
    double width = seed % 3 == 0 ? 0.3 : seed % 3 == 1 ? 2 : 50;
    double coupling = seed % 2 == 0 ? 1 : 300;
    return new QuadraticModel(1000 + seed, 1 + seed % 12, 1 + seed % 5, 4, width, coupling);
  }

  private static double[] expected(QuadraticModel model, double[] start, double time) {
    double[] step = newton(model, start, time);
    double alpha = 1;
    boolean cut = leaves(model, start, step) && ascends(model, start, step);
    for (int i = 0; i < step.length && cut; i++) {
      if (step[i] != 0) {
        double wall = step[i] > 0 ? model.upper[i] : model.lower[i];
        alpha = Math.min(alpha, (wall - start[i]) / step[i]);
      }
    }
    double[] expected = new double[step.length];
    for (int i = 0; i < step.length; i++) {
      expected[i] = clamp(model, i, start[i] + alpha * step[i]);
    }
    return expected;
  }

  private static boolean leaves(QuadraticModel model, double[] start, double[] step) {
    return IntStream.range(0, step.length)
        .anyMatch(i -> step[i] != 0 && start[i] + step[i] != clamp(model, i, start[i] + step[i]));
  }

  private static boolean ascends(QuadraticModel model, double[] start, double[] step) {
    double slope = 0;
    for (int i = 0; i < step.length; i++) {
      slope += (clamp(model, i, start[i] + step[i]) - model.x[i]) * model.gradient[i];
    }
    return slope > 0;
  }

  private static double clamp(QuadraticModel model, int i, double value) {
    return Math.max(model.lower[i], Math.min(model.upper[i], value));
  }

  /** The minimiser of the model over the variables whose breakpoint lies after {@code time}. */
  private static double[] newton(QuadraticModel model, double[] start, double time) {
    double[] t = model.breakpoints();
    int[] free = IntStream.range(0, model.n).filter(i -> t[i] > time).toArray();
    double[][] b = model.dense();
    double[] image = QuadraticModel.multiply(b, QuadraticModel.minus(start, model.x));
    double[][] reduced = new double[free.length][free.length];
    double[] right = new double[free.length];
    for (int i = 0; i < free.length; i++) {
      right[i] = -model.gradient[free[i]] - image[free[i]];
      for (int j = 0; j < free.length; j++) {
        reduced[i][j] = b[free[i]][free[j]];
      }
    }
    eliminate(reduced, right);
    double[] step = new double[model.n];
    for (int i = 0; i < free.length; i++) {
      step[free[i]] = right[i];
    }
    return step;
  }

  /** Gauss–Jordan; the matrix is positive definite. */
  private static void eliminate(double[][] a, double[] b) {
    for (int k = 0; k < b.length; k++) {
      for (int i = 0; i < b.length; i++) {
        if (i != k) {
          double factor = a[i][k] / a[k][k];
          for (int j = k; j < b.length; j++) {
            a[i][j] -= factor * a[k][j];
          }
          b[i] -= factor * b[k];
        }
      }
    }
    for (int k = 0; k < b.length; k++) {
      b[k] /= a[k][k];
    }
  }
}
