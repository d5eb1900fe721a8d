package dev.basin.sharpness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.objective.DifferentiableFunction;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxSharpnessTest {
  private PointerScope scope;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  private static SharpnessResult measure(
      DifferentiableFunction f, double[] x, double epsilon, Maximizer maximizer, long seed) {
    try (BoxSharpness sharpness = new BoxSharpness(f, Tensor.create(x))) {
      return sharpness.fullSpace(epsilon, maximizer, seed);
    }
  }

  private static double[] normal(int n, Random random) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }

  @ParameterizedTest(name = "epsilon {0}")
  @ValueSource(doubles = {1e-3, 5e-4, 0.05})
  void findsTheBestVertexOfConvexQuadratics(double epsilon) {
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      int n = 1 + random.nextInt(12);
      Quadratic f = Quadratic.convex(n, random);
      double[] x = normal(n, random);
      SharpnessResult result = measure(f, x, epsilon, Maximizer.BEST, seed);
      double value = f.value(x, new double[n]);
      double truth = 100 * (f.largestAtVertices(x, epsilon) - value) / (1 + value);
      assertThat(result.sharpness())
          .as("seed %d, n = %d", seed, n)
          .isBetween(0.99 * truth, truth * (1 + 1e-9) + 1e-12);
      assertThat(result.loss()).isEqualTo(value);
    }
  }

  /** A function that is linear has its maximum, ε Σ |b_i| (|x_i| + 1), at a known vertex. */
  @ParameterizedTest
  @EnumSource
  void aLinearFunctionInClosedForm(Maximizer maximizer) {
    double[] b = {3, -2, 0.5, 1e-4};
    double[] x = {1, -1, 0, 10};
    Linear f = new Linear(b, 20);
    SharpnessResult result = measure(f, x, 0.01, maximizer, 1);
    double value = 20 + 3 + 2 + 1e-3;
    double rise = 0.01 * (3 * 2 + 2 * 2 + 0.5 * 1 + 1e-4 * 11);
    assertThat(result.sharpness()).isCloseTo(100 * rise / (1 + value), within(1e-10));
    assertThat(result.maximum()).isCloseTo(value + rise, within(1e-12));
    assertThat(result.atBound()).isEqualTo(1);
    assertThat(result.epsilon()).isEqualTo(0.01);
    assertThat(result.subspace()).isNull();
    assertThat(result.subspaceSeed()).isNull();
  }

  @Test
  void isNeverBelowSciPysTenIterations() throws IOException {
    int index = 0;
    for (JsonNode problem : Formula.resource("box-sharpness/box-sharpness.json")) {
      double[][] h = new double[problem.get("H").size()][];
      for (int i = 0; i < h.length; i++) {
        h[i] = doubles(problem.get("H").get(i));
      }
      Quadratic f = new Quadratic(h, doubles(problem.get("c")), problem.get("offset").asDouble());
      double[] x = doubles(problem.get("x"));
      double epsilon = problem.get("epsilon").asDouble();
      double scipy = problem.get("maximum").asDouble();
      double rise = scipy - problem.get("f").asDouble();
      SharpnessResult same = measure(f, x, epsilon, Maximizer.LBFGSB, 1);
      SharpnessResult best = measure(f, x, epsilon, Maximizer.BEST, 1);
      assertThat(same.loss()).isCloseTo(problem.get("f").asDouble(), within(1e-12));
      // the same steps but for rounding, which may end a search that has converged one step earlier
      assertThat(same.maximum()).as("problem %d", index).isCloseTo(scipy, within(1e-8 * rise));
      assertThat(best.maximum())
          .as("problem %d", index)
          .isGreaterThanOrEqualTo(scipy - 1e-10 * scipy);
      index++;
    }
    assertThat(index).isEqualTo(12);
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void isNeverNegativeAndGrowsWithTheBox(Maximizer maximizer) {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      Quadratic f = Quadratic.convex(8, random);
      double[] x = normal(8, random);
      double before = 0;
      for (double epsilon : new double[] {1e-6, 1e-4, 5e-4, 1e-3, 1e-2, 0.05}) {
        double sharpness = measure(f, x, epsilon, maximizer, seed).sharpness();
        assertThat(sharpness).as("seed %d, epsilon %s", seed, epsilon).isGreaterThan(before);
        before = sharpness;
      }
    }
  }

  @Test
  void everyValueOfAConcavePeakIsBelowItsTop() {
    Quadratic peak = new Quadratic(new double[][] {{-1, 0}, {0, -3}}, new double[] {0.2, 5}, 9);
    assertThat(measure(peak, new double[] {0.2, 5}, 0.1, Maximizer.BEST, 1).sharpness()).isZero();
    SharpnessResult beside = measure(peak, new double[] {0.2, 4}, 10, Maximizer.BEST, 1);
    assertThat(beside.maximum()).isLessThanOrEqualTo(9).isGreaterThan(9 - 1e-6);
    assertThat(beside.atBound()).isZero();
  }

  /** The gradient is exactly 0 at the bottom, so there is no slope to follow or to divide by. */
  @ParameterizedTest
  @EnumSource(names = {"LBFGSB", "BEST"})
  void climbsFromAStationaryPoint(Maximizer maximizer) {
    Random random = new Random(4);
    Quadratic bowl = Quadratic.convex(9, random);
    SharpnessResult result = measure(bowl, bowl.c().clone(), 0.1, maximizer, 7);
    assertThat(result.sharpness()).isPositive();
    assertThat(result.nonFinite()).isZero();
    assertThat(measure(bowl, bowl.c().clone(), 0.1, maximizer, 7)).isEqualTo(result);
    double truth = bowl.largestAtVertices(bowl.c(), 0.1);
    assertThat(result.maximum()).isLessThanOrEqualTo(truth * (1 + 1e-12));
  }

  @ParameterizedTest(name = "{0} from seed {1}")
  @CsvSource({"1, 1", "1, 2", "2, 3", "5, 4", "12, 5"})
  void aRoundBowlIsAsHighAtEveryVertex(int n, long seed) {
    double[][] identity = new double[n][n];
    double rise = 0;
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
      rise += 0.5 * 0.1 * 0.1;
    }
    Quadratic bowl = new Quadratic(identity, new double[n], 0);
    assertThat(measure(bowl, new double[n], 0.1, Maximizer.BEST, seed).sharpness())
        .isCloseTo(100 * rise, within(1e-9));
  }

  @Test
  void aFlatFunctionHasNoSharpness() {
    for (Maximizer maximizer : Maximizer.values()) {
      SharpnessResult result =
          measure(new Linear(new double[3], 2), new double[] {1, 2, 3}, 0.1, maximizer, 1);
      assertThat(result.sharpness()).isZero();
      assertThat(result.maximum()).isEqualTo(2);
    }
  }

  /** −ln(1 − Σz) ends at Σz = 1; the box reaches beyond it. */
  @ParameterizedTest
  @EnumSource
  void pointsWithoutAValueAreSteppedBackFrom(Maximizer maximizer) {
    List<Double> seen = new ArrayList<>();
    DifferentiableFunction logarithm =
        new DifferentiableFunction() {
          @Override
          public long dimension() {
            return 3;
          }

          @Override
          public double valueAndGradient(Tensor point, Tensor gradient) {
            double sum = point.sum().item_double();
            gradient.fill_(new Scalar(1 / (1 - sum)));
            return sum < 1 ? -Math.log(1 - sum) : Double.POSITIVE_INFINITY;
          }
        };
    SharpnessResult result =
        measure(new Recording(logarithm, seen), new double[3], 0.5, maximizer, 1);
    assertThat(seen).contains(Double.POSITIVE_INFINITY);
    assertThat(result.nonFinite())
        .isEqualTo((int) seen.stream().filter(v -> !Double.isFinite(v)).count());
    assertThat(result.evaluations()).isEqualTo(seen.size());
    assertThat(result.sharpness()).isFinite().isPositive();
    double largest = seen.stream().filter(Double::isFinite).max(Double::compare).orElseThrow();
    assertThat(result.maximum()).isEqualTo(largest);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1e-3, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesOtherBoxes(double epsilon) {
    Linear f = new Linear(new double[] {1}, 1);
    assertThatThrownBy(() -> measure(f, new double[] {1}, epsilon, Maximizer.BEST, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epsilon is " + epsilon);
  }

  @Test
  void refusesAPointWithoutALoss() {
    Linear f = new Linear(new double[] {1}, Double.NaN);
    assertThatThrownBy(() -> new BoxSharpness(f, Tensor.create(new double[] {1})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void thePointIsLeftAlone() {
    Quadratic f = Quadratic.convex(5, new Random(3));
    double[] x = normal(5, new Random(4));
    Tensor point = Tensor.create(x);
    try (BoxSharpness sharpness = new BoxSharpness(f, point)) {
      SharpnessResult first = sharpness.fullSpace(0.1, Maximizer.BEST, 1);
      assertThat(Formula.read(point)).isEqualTo(x);
      assertThat(sharpness.fullSpace(0.1, Maximizer.BEST, 1)).isEqualTo(first);
      double[] gradient = new double[5];
      f.value(x, gradient);
      double square = 0;
      for (double g : gradient) {
        square += g * g;
      }
      assertThat(sharpness.gradientNorm()).isCloseTo(Math.sqrt(square), within(1e-12));
    }
  }

  /** The point that is told is where f takes the maximum, and lies in the box. */
  @ParameterizedTest
  @EnumSource
  void tellsTheBestPoint(Maximizer maximizer) {
    Random random = new Random(5);
    Quadratic f = Quadratic.convex(8, random);
    double[] x = normal(8, random);
    double epsilon = 0.05;
    List<double[]> told = new ArrayList<>();
    try (BoxSharpness sharpness = new BoxSharpness(f, Tensor.create(x))) {
      sharpness.onBestPoint(
          point -> {
            double[] values = new double[8];
            point.<DoubleBuffer>createBuffer().get(values);
            told.add(values);
          });
      SharpnessResult result = sharpness.fullSpace(epsilon, maximizer, 1);
      assertThat(f.value(told.get(0), new double[8]))
          .isCloseTo(result.maximum(), within(1e-12 * result.maximum()));
    }
    for (int i = 0; i < x.length; i++) {
      assertThat(Math.abs(told.get(0)[i] - x[i]))
          .isLessThanOrEqualTo(epsilon * (Math.abs(x[i]) + 1) * (1 + 1e-12));
    }
  }
}
