package dev.basin.optim.lbfgsb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.engine.NativeRuntime;
import dev.basin.optim.TensorBlocks;
import dev.basin.optim.TestFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsBTest {
  private static final LbfgsBConfig DEFAULTS = LbfgsBConfig.defaults();
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private record Outcome(
      List<Double> point,
      double f,
      int iterations,
      int evaluations,
      int nonFinite,
      String reason) {}

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static Outcome run(
      LbfgsBConfig config,
      TestFunction function,
      double[] start,
      double[] lower,
      double[] upper,
      BooleanSupplier cancelled) {
    try (Tensor x = Tensor.create(start);
        Tensor l = Tensor.create(lower);
        Tensor u = Tensor.create(upper);
        LbfgsBResult result =
            new LbfgsB(config).minimize(function, x, l, u, LbfgsBListener.NONE, cancelled)) {
      assertThat(TensorBlocks.read(x)).as("the start is not changed").isEqualTo(start);
      return new Outcome(
          Arrays.stream(TensorBlocks.read(result.point())).boxed().toList(),
          result.f(),
          result.iterations(),
          result.evaluations(),
          result.nonFinite(),
          result.termination().name());
    }
  }

  private static Outcome run(
      LbfgsBConfig config, TestFunction function, double[] start, double low, double high) {
    return run(
        config,
        function,
        start,
        filled(start.length, low),
        filled(start.length, high),
        () -> false);
  }

  private static double[] filled(int n, double value) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }

  /** Σ w_i (x_i − c_i)². */
  private static TestFunction bowl(double... centre) {
    return new TestFunction(
        centre.length,
        (x, g) -> {
          double f = 0;
          for (int i = 0; i < x.length; i++) {
            g[i] = 2 * (i + 1) * (x[i] - centre[i]);
            f += (i + 1) * (x[i] - centre[i]) * (x[i] - centre[i]);
          }
          return f;
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void concaveQuadraticEndsAtAVertex(long seed) {
    Random random = new Random(seed);
    int n = 8;
    double[][] h = new double[n][n];
    double[] c = new double[n];
    for (int i = 0; i < n; i++) {
      c[i] = random.nextGaussian();
      for (int j = 0; j <= i; j++) {
        h[i][j] = i == j ? -5 : 0.1 * random.nextGaussian();
        h[j][i] = h[i][j];
      }
    }
    Outcome outcome = run(DEFAULTS, TestFunction.quadratic(h, c), new double[n], -1, 1);
    assertThat(outcome.point()).allSatisfy(v -> assertThat(Math.abs(v)).isEqualTo(1));
    assertThat(outcome.reason()).isEqualTo("PROJECTED_GRADIENT");
  }

  @Test
  void startOutsideIsProjectedAndTheFunctionIsAskedInsideOnly() {
    List<double[]> asked = new ArrayList<>();
    TestFunction bowl = bowl(3, -3, 0.5);
    TestFunction watching =
        new TestFunction(
            3,
            (x, g) -> {
              asked.add(x.clone());
              return bowl.body().applyAsDouble(x, g);
            });
    Outcome outcome = run(DEFAULTS, watching, new double[] {9, 9, -9}, -1, 2);
    assertThat(asked.get(0)).containsExactly(2, 2, -1);
    assertThat(asked.stream().flatMapToDouble(Arrays::stream).boxed())
        .allMatch(v -> v >= -1 && v <= 2);
    assertThat(outcome.point().get(0)).isEqualTo(2);
    assertThat(outcome.point().get(1)).isEqualTo(-1);
    assertThat(outcome.point().get(2)).isCloseTo(0.5, within(1e-6));
    assertThat(outcome.evaluations()).isEqualTo(asked.size());
  }

  @Test
  void oneVariable() {
    TestFunction quartic =
        new TestFunction(
            1,
            (x, g) -> {
              g[0] = 4 * Math.pow(x[0] - 1, 3);
              return Math.pow(x[0] - 1, 4);
            });
    LbfgsBConfig exact = DEFAULTS.withTolerances(1e-12, 0);
    assertThat(run(exact, quartic, new double[] {4}, -INFINITY, INFINITY).point().get(0))
        .isCloseTo(1, within(1e-3));
    assertThat(run(exact, quartic, new double[] {4}, 2, INFINITY).point()).containsExactly(2.0);
    assertThat(run(exact, quartic, new double[] {-4}, -INFINITY, 0).point()).containsExactly(0.0);
  }

  @Test
  void fixedVariablesStay() {
    Outcome outcome =
        run(
            DEFAULTS,
            bowl(1, 2, 3, 4),
            new double[4],
            new double[] {0.25, -10, -7, -INFINITY},
            new double[] {0.25, 10, -7, INFINITY},
            () -> false);
    assertThat(outcome.point().get(0)).isEqualTo(0.25);
    assertThat(outcome.point().get(1)).isCloseTo(2, within(1e-5));
    assertThat(outcome.point().get(2)).isEqualTo(-7);
    assertThat(outcome.point().get(3)).isCloseTo(4, within(1e-5));
  }

  @Test
  void everyVariableFixedConvergesAtOnce() {
    Outcome outcome =
        run(
            DEFAULTS.withTolerances(0, 0),
            bowl(1, 2),
            new double[2],
            new double[] {5, 6},
            new double[] {5, 6},
            () -> false);
    assertThat(outcome.iterations()).isZero();
    assertThat(outcome.evaluations()).isEqualTo(1);
    assertThat(outcome.reason()).isEqualTo("PROJECTED_GRADIENT");
  }

  @Test
  void nonFinitePointsAreHalvedAwayAndCountedApart() {
    TestFunction logarithm = // −log(1 − x) − 2x beyond which there is nothing; minimum at ½
        new TestFunction(
            1,
            (x, g) -> {
              g[0] = 1 / (1 - x[0]) - 2;
              return x[0] < 1 ? -Math.log(1 - x[0]) - 2 * x[0] : Double.NaN;
            });
    Outcome outcome = run(DEFAULTS, logarithm, new double[] {-9}, -9, 99);
    assertThat(outcome.point().get(0)).isCloseTo(0.5, within(1e-4));
    assertThat(outcome.nonFinite()).isPositive();
  }

  @Test
  void aNonFiniteGradientCountsToo() {
    TestFunction wall =
        new TestFunction(
            2,
            (x, g) -> {
              g[0] = 2 * (x[0] - 1);
              g[1] = x[0] > 3 ? INFINITY : 0;
              return (x[0] - 1) * (x[0] - 1);
            });
    Outcome outcome = run(DEFAULTS, wall, new double[] {-4, 0}, -4, 10);
    assertThat(outcome.point().get(0)).isCloseTo(1, within(1e-5));
    assertThat(outcome.nonFinite()).isPositive();
  }

  @Test
  void neverFiniteAgainEndsAbnormally() {
    int[] calls = new int[1];
    TestFunction once =
        new TestFunction(
            1,
            (x, g) -> {
              g[0] = 1;
              return calls[0]++ == 0 ? 0 : Double.NaN;
            });
    Outcome outcome = run(DEFAULTS, once, new double[] {0.5}, 0, 1);
    assertThat(outcome.reason()).isEqualTo("ABNORMAL_LINE_SEARCH");
    assertThat(outcome.point()).containsExactly(0.5);
    assertThat(outcome.evaluations()).isEqualTo(1);
    assertThat(outcome.nonFinite()).isEqualTo(20);
  }

  @Test
  void nonFiniteStartIsReported() {
    Outcome outcome =
        run(DEFAULTS, new TestFunction(1, (x, g) -> Double.NaN), new double[] {0}, 0, 1);
    assertThat(outcome.reason()).isEqualTo("NON_FINITE_START");
    assertThat(outcome.evaluations()).isZero();
    assertThat(outcome.nonFinite()).isEqualTo(1);
  }

  @Test
  void aGradientOfTheWrongSignEndsAbnormallyAtTheStart() {
    TestFunction liar =
        new TestFunction(
            1,
            (x, g) -> {
              g[0] = -1;
              return x[0];
            });
    Outcome outcome = run(DEFAULTS, liar, new double[] {0.5}, 0, 1);
    assertThat(outcome.reason()).isEqualTo("ABNORMAL_LINE_SEARCH");
    assertThat(outcome.point()).containsExactly(0.5);
    assertThat(outcome.f()).isEqualTo(0.5);
  }

  @Test
  void cancellationKeepsTheLastIterate() {
    int[] asked = new int[1];
    Outcome outcome =
        run(
            DEFAULTS,
            bowl(1, 2, 3),
            new double[3],
            filled(3, -INFINITY),
            filled(3, INFINITY),
            () -> asked[0]++ >= 2);
    assertThat(outcome.reason()).isEqualTo("CANCELLED");
    assertThat(outcome.evaluations()).isEqualTo(3);
    double[] point = outcome.point().stream().mapToDouble(v -> v).toArray();
    assertThat(bowl(1, 2, 3).body().applyAsDouble(point, new double[3])).isEqualTo(outcome.f());
  }

  @Test
  void zeroTolerancesStopOnlyAtExactZero() {
    Outcome outcome = run(DEFAULTS.withTolerances(0, 0), bowl(2), new double[] {0}, -5, 5);
    assertThat(outcome.point()).containsExactly(2.0);
    assertThat(outcome.reason()).isEqualTo("PROJECTED_GRADIENT");
  }

  @Test
  void limitsOnIterationsAndEvaluations() {
    TestFunction bowl = bowl(1, 2, 3, 4, 5);
    LbfgsBConfig two = DEFAULTS.withMaxIterations(2);
    Outcome iterations = run(two, bowl, new double[5], -INFINITY, INFINITY);
    assertThat(iterations.reason()).isEqualTo("ITERATION_LIMIT");
    assertThat(iterations.iterations()).isEqualTo(2);
    LbfgsBConfig few = DEFAULTS.withMaxEvaluations(2);
    Outcome evaluations = run(few, bowl, new double[5], -INFINITY, INFINITY);
    assertThat(evaluations.reason()).isEqualTo("EVALUATION_LIMIT");
    assertThat(evaluations.evaluations()).isGreaterThan(2);
  }

  @Test
  void refusesCrossedBoundsAndWrongShapes() {
    assertThatThrownBy(() -> run(DEFAULTS, bowl(1, 2), new double[2], 1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bounds: 2 of 2 variables have lower > upper or NaN");
    assertThatThrownBy(() -> run(DEFAULTS, bowl(1, 2), new double[3], 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("start: shape [3], expected (2)");
  }
}
