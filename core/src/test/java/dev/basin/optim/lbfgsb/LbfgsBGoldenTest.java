package dev.basin.optim.lbfgsb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.engine.NativeRuntime;
import dev.basin.optim.TensorBlocks;
import dev.basin.optim.TestFunction;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against traces of SciPy 1.10.1's L-BFGS-B 3.0. */
class LbfgsBGoldenTest {
  /**
   * Both programs do the same arithmetic in another order, so f differs by rounding, which 119
   * iterations amplify: up to 1e-7 of f was seen where f itself is 1e-14. No floor is needed for
   * values near 0.
   */
  private static final double RELATIVE = 1e-6;

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "beale",
        "beale-boxed",
        "concave-quadratic-box",
        "convex-quadratic-active-box",
        "driver1",
        "ill-conditioned-half-open",
        "unbounded-driver1-10-iterations"
      })
  void followsTheTrace(String name) throws IOException {
    JsonNode golden = read(name);
    double[] expected = doubles(golden.get("f_at_each_iteration"), Double.NaN);
    List<Double> values = new ArrayList<>();
    LbfgsBConfig config =
        LbfgsBConfig.defaults()
            .withHistory(golden.get("history").asInt())
            .withMaxIterations(golden.get("max_iterations").asInt())
            .withTolerances(golden.get("pgtol").asDouble(), golden.get("factr").asDouble());
    try (Tensor start = Tensor.create(doubles(golden.get("start"), Double.NaN));
        Tensor lower = Tensor.create(doubles(golden.get("lower"), Double.NEGATIVE_INFINITY));
        Tensor upper = Tensor.create(doubles(golden.get("upper"), Double.POSITIVE_INFINITY));
        LbfgsBResult result =
            new LbfgsB(config)
                .minimize(
                    function(golden),
                    start,
                    lower,
                    upper,
                    (iteration, f, evaluations) -> values.add(f),
                    () -> false)) {
      assertThat(result.termination().description()).isEqualTo(golden.get("task").asText());
      assertThat(result.iterations()).isEqualTo(golden.get("iterations").asInt());
      assertThat(result.evaluations()).isEqualTo(golden.get("evaluations").asInt());
      assertThat(result.nonFinite()).isZero();
      assertThat(values).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(values.get(i))
            .as("f after iteration %d", i + 1)
            .isCloseTo(expected[i], within(RELATIVE * Math.abs(expected[i])));
      }
      double finalValue = golden.get("f_final").asDouble();
      assertThat(result.f())
          .isCloseTo(finalValue, within(1e-8 * Math.max(1, Math.abs(finalValue))));
      double[] point = doubles(golden.get("x_final"), Double.NaN);
      assertThat(TensorBlocks.read(result.point())).containsExactly(point, within(1e-5));
    }
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            LbfgsBGoldenTest.class.getResourceAsStream("/golden/lbfgsb/" + name + ".json"))) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static double[] doubles(JsonNode array, double missing) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).isNull() ? missing : array.get(i).asDouble();
    }
    return values;
  }

  private static TestFunction function(JsonNode golden) {
    String name = golden.get("function").asText();
    int n = golden.get("n").asInt();
    if (name.equals("Beale")) {
      return new TestFunction(n, LbfgsBGoldenTest::beale);
    }
    if (name.startsWith("driver1")) {
      return new TestFunction(n, LbfgsBGoldenTest::driver1);
    }
    double[][] h = new double[n][];
    for (int i = 0; i < n; i++) {
      h[i] = doubles(golden.get("H").get(i), Double.NaN);
    }
    return TestFunction.quadratic(h, doubles(golden.get("c"), Double.NaN));
  }

  /** Σ (a_k − x₁ (1 − x₂ᵏ))², a = 1.5, 2.25, 2.625. */
  private static double beale(double[] x, double[] g) {
    double[] a = {1.5, 2.25, 2.625};
    double f = 0;
    for (int k = 1; k <= a.length; k++) {
      double power = Math.pow(x[1], k);
      double rest = a[k - 1] - x[0] * (1 - power);
      f += rest * rest;
      g[0] -= 2 * rest * (1 - power);
      g[1] += 2 * rest * x[0] * k * Math.pow(x[1], k - 1);
    }
    return f;
  }

  /** 4 (¼ (x₁ − 1)² + Σ_{i≥2} (x_i − x_{i−1}²)²). */
  private static double driver1(double[] x, double[] g) {
    double f = (x[0] - 1) * (x[0] - 1);
    g[0] = 2 * (x[0] - 1);
    for (int i = 1; i < x.length; i++) {
      double rest = x[i] - x[i - 1] * x[i - 1];
      f += 4 * rest * rest;
      g[i] += 8 * rest;
      g[i - 1] -= 16 * rest * x[i - 1];
    }
    return f;
  }
}
