package dev.basin.optim.lbfgsb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.engine.NativeRuntime;
import dev.basin.optim.TensorBlocks;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CauchyPointTest {
  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  /** Against a walk along the path in plain Java with a dense matrix. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isTheFirstLocalMinimiser(int seed) {
    int n = 1 + seed % 12;
    double width = seed % 3 == 0 ? 0.05 : seed % 3 == 1 ? 0.5 : 5;
    QuadraticModel model = new QuadraticModel(seed, n, 1 + seed % 4, 3, width);
    double time = firstMinimiser(model, model.dense());
    double[] expected = model.path(time);
    try (LimitedMemoryMatrix matrix = model.matrix()) {
      assertThat(find(model, matrix, expected)).as("t*").isCloseTo(time, within(1e-9 * (1 + time)));
    }
  }

  /** Breakpoints of several blocks and windows, against the recurrences of algorithm CP. */
  @ParameterizedTest(name = "seed {0}, n {1}, width {2}")
  @CsvSource({
    "1, 20000, 0.3",
    "2, 20000, 3",
    "3, 300000, 0.3",
    "4, 300000, 1.5",
    "5, 300000, 0.001",
    "6, 9000, 0.1"
  })
  void followsTheRecurrences(long seed, int n, double width) {
    QuadraticModel model = new QuadraticModel(seed, n, 3, 3, width);
    try (LimitedMemoryMatrix matrix = model.matrix()) {
      double time = recurrences(model, matrix);
      double found = find(model, matrix, model.path(time));
      assertThat(found).as("t*").isCloseTo(time, within(1e-9 * (1 + time)));
    }
  }

  @Test
  void withoutPairsItIsTheProjectedGradientStep() {
    QuadraticModel model = new QuadraticModel(3, 10, 1, 1, 0.8);
    try (LimitedMemoryMatrix matrix = new LimitedMemoryMatrix(10, 2)) {
      assertThat(find(model, matrix, model.path(1))).isEqualTo(1);
    }
  }

  /** Runs the search, checks the point and c, and returns t*. */
  private static double find(QuadraticModel model, LimitedMemoryMatrix matrix, double[] expected) {
    try (Tensor x = Tensor.create(model.x);
        Tensor g = Tensor.create(model.gradient);
        Tensor lower = Tensor.create(model.lower);
        Tensor upper = Tensor.create(model.upper);
        Tensor point = Tensor.create(new double[model.n]);
        Tensor move = Tensor.create(QuadraticModel.minus(expected, model.x));
        CauchyPoint cauchy = new CauchyPoint(new Bounds(lower, upper), matrix, model.n)) {
      cauchy.find(x, g);
      cauchy.write(x, point);
      double[] found = TensorBlocks.read(point);
      assertThat(worst(found, expected)).as("x_c").isLessThan(1e-9);
      double[] offset = matrix.products(move);
      double scale = 1e-9 * (1 + Arrays.stream(offset).map(Math::abs).max().orElse(0));
      assertThat(cauchy.offset()).as("c").containsExactly(offset, within(scale));
      return cauchy.time();
    }
  }

  private static double worst(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }

  private static double firstMinimiser(QuadraticModel model, double[][] b) {
    double[] d = model.direction();
    double[] t = model.breakpoints();
    double[] sorted = Arrays.stream(t).filter(v -> v > 0).sorted().toArray();
    double start = 0;
    for (int k = 0; k <= sorted.length; k++) {
      double[] moving = d.clone();
      for (int i = 0; i < d.length; i++) {
        moving[i] = t[i] > start ? d[i] : 0;
      }
      double[] image = QuadraticModel.multiply(b, moving);
      double curvature = QuadraticModel.dot(moving, image);
      double slope =
          QuadraticModel.dot(moving, model.gradient)
              + QuadraticModel.dot(image, QuadraticModel.minus(model.path(start), model.x));
      double end = k < sorted.length ? sorted[k] : Double.POSITIVE_INFINITY;
      if (slope >= 0) {
        return start;
      }
      if (start - slope / curvature < end) {
        return start - slope / curvature;
      }
      start = end;
    }
    throw new AssertionError("unbounded");
  }

  /** Algorithm CP of Byrd, Lu, Nocedal and Zhu 1995, one breakpoint after the other. */
  private static double recurrences(QuadraticModel model, LimitedMemoryMatrix matrix) {
    int c = matrix.pairs();
    double[] d = model.direction();
    double[] t = model.breakpoints();
    double theta = matrix.theta();
    int[] order =
        IntStream.range(0, model.n)
            .filter(i -> t[i] > 0 && t[i] < Double.POSITIVE_INFINITY)
            .boxed()
            .sorted((i, j) -> Double.compare(t[i], t[j]))
            .mapToInt(i -> i)
            .toArray();
    double[] p = new double[2 * c];
    for (int k = 0; k < c; k++) {
      p[2 * k] = QuadraticModel.dot(model.changes[k], d);
      p[2 * k + 1] = QuadraticModel.dot(model.steps[k], d);
    }
    double[] offset = new double[2 * c];
    double slope = -QuadraticModel.dot(d, d);
    double curvature = -theta * slope - form(matrix, p, p);
    double now = 0;
    for (int i : order) {
      double gap = t[i] - now;
      if (-slope / curvature < gap) {
        break;
      }
      double[] w = new double[2 * c];
      for (int k = 0; k < c; k++) {
        w[2 * k] = model.changes[k][i];
        w[2 * k + 1] = model.steps[k][i];
      }
      for (int j = 0; j < 2 * c; j++) {
        offset[j] += gap * p[j];
      }
      double g = -d[i];
      double z = t[i] * d[i];
      slope += gap * curvature + g * g + theta * g * z - g * form(matrix, w, offset);
      curvature += -theta * g * g - 2 * g * form(matrix, w, p) - g * g * form(matrix, w, w);
      for (int j = 0; j < 2 * c; j++) {
        p[j] += g * w[j];
      }
      now = t[i];
    }
    return now + Math.max(0, -slope / curvature);
  }

  private static double form(LimitedMemoryMatrix matrix, double[] a, double[] b) {
    return QuadraticModel.dot(a, QuadraticModel.multiply(matrix.middle(), b));
  }
}
