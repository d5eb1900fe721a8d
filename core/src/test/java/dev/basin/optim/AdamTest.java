package dev.basin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Team;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {
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

  /** The gradient of a step, of sizes from 1e-4 to 1. */
  private static double[] gradient(int step, int n) {
    double[] g = Formula.centred((long) step * 1_000_003, n, 1);
    for (int i = 0; i < n; i++) {
      g[i] = (float) (g[i] * Math.pow(10, -(i % 5)));
    }
    return g;
  }

  /** Kingma and Ba's Algorithm 1, line by line. */
  private static double[] byTheBook(AdamConfig config, double[] start, int steps) {
    double[] x = start.clone();
    double[] m = new double[x.length];
    double[] v = new double[x.length];
    for (int t = 1; t <= steps; t++) {
      double[] g = gradient(t, x.length);
      for (int i = 0; i < x.length; i++) {
        m[i] = config.beta1() * m[i] + (1 - config.beta1()) * g[i];
        v[i] = config.beta2() * v[i] + (1 - config.beta2()) * g[i] * g[i];
        double unbiasedM = m[i] / (1 - Math.pow(config.beta1(), t));
        double unbiasedV = v[i] / (1 - Math.pow(config.beta2(), t));
        x[i] -= config.learningRate() * unbiasedM / (Math.sqrt(unbiasedV) + config.epsilon());
      }
    }
    return x;
  }

  private static Optimizer adam(Tensor x, Tensor g, AdamConfig config, Team team) {
    return config.create(x, g, List.of(), Moves.NO_MONITOR, team);
  }

  private static void step(Optimizer adam, Tensor g, int t) {
    g.copy_(Tensor.create(gradient(t, (int) g.numel())));
    adam.step();
  }

  @ParameterizedTest
  @CsvSource({"1e-3, 0.9, 0.999, 1e-8", "0.05, 0.8, 0.95, 1e-3", "0.01, 0, 0, 1e-2"})
  void followsTheFormula(double rate, double beta1, double beta2, double epsilon) {
    AdamConfig config =
        new AdamConfig(rate, beta1, beta2, epsilon, LearningRateSchedule.constant());
    int n = 300_001; // ten blocks of memory, the last one short
    double[] start = new double[n];
    double[] expected = byTheBook(config, start, 20);
    for (var type : new torch.ScalarType[] {torch.ScalarType.Double, torch.ScalarType.Float}) {
      Tensor x = Tensor.create(start).to(type);
      Tensor g = torch.zeros_like(x);
      try (Team team = new Team(2);
          Optimizer adam = adam(x, g, config, team)) {
        for (int t = 1; t <= 20; t++) {
          step(adam, g, t);
        }
        assertThat(adam.steps()).isEqualTo(20);
      }
      // x started at 0, so it is the sum of 20 steps of at most about the learning rate each
      double tolerance = type == torch.ScalarType.Double ? 1e-12 : 1e-6;
      double[] actual = Formula.read(x);
      double worst = 0;
      for (int i = 0; i < n; i++) {
        worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
      }
      assertThat(worst).as(type.toString()).isLessThan(tolerance * 20 * rate);
    }
  }

  @Test
  void agreesWithPyTorch() throws IOException {
    for (JsonNode run : Formula.resource("adam/adam.json")) {
      AdamConfig config =
          new AdamConfig(
              run.get("learningRate").asDouble(),
              run.get("beta1").asDouble(),
              run.get("beta2").asDouble(),
              run.get("epsilon").asDouble(),
              LearningRateSchedule.constant());
      int n = 12;
      double[] start = new double[n];
      for (int i = 0; i < n; i++) {
        start[i] = 1 + i / 8.0;
      }
      Tensor x = Tensor.create(start);
      Tensor g = torch.zeros_like(x);
      try (Team team = new Team(1);
          Optimizer adam = adam(x, g, config, team)) {
        for (int t = 0; t < run.get("x").size(); t++) {
          double[] slope = new double[n];
          for (int i = 0; i < n; i++) {
            boolean still = i == 4 || (i == 9 && t >= 5);
            slope[i] = still ? 0 : Math.sin(1 + 3 * t + 7 * i) * Math.pow(10, i % 5 - 3);
          }
          g.copy_(Tensor.create(slope));
          adam.step();
          double[] actual = Formula.read(x);
          for (int i = 0; i < n; i++) {
            assertThat(actual[i])
                .as("%s, step %d, x_%d", config.describe(), t + 1, i)
                .isCloseTo(run.get("x").get(t).get(i).asDouble(), within(1e-13));
          }
        }
      }
    }
  }

  @Test
  void goesOnFromASavedStateWithTheSameBits() {
    int n = 70_000;
    Tensor x = torch.zeros(n);
    Tensor g = torch.zeros(n);
    Tensor resumed;
    Map<String, Tensor> saved = new HashMap<>();
    try (Team team = new Team(1);
        Optimizer adam = adam(x, g, AdamConfig.defaults(), team)) {
      for (int t = 1; t <= 3; t++) {
        step(adam, g, t);
      }
      resumed = x.clone();
      adam.state().forEach((name, tensor) -> saved.put(name, tensor.clone()));
      for (int t = 4; t <= 6; t++) {
        step(adam, g, t);
      }
    }
    try (Team team = new Team(1);
        Optimizer adam = adam(resumed, g, AdamConfig.defaults(), team)) {
      adam.restore(3, saved);
      for (int t = 4; t <= 6; t++) {
        step(adam, g, t);
      }
      assertThat(adam.steps()).isEqualTo(6);
      assertThat(resumed.equal(x)).isTrue();
      assertThatThrownBy(() -> adam.restore(3, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("adam.");
    }
  }

  @ParameterizedTest(name = "n = {0}")
  @ValueSource(ints = {1, 32_768, 32_769, 300_000})
  void theBitsDoNotDependOnTheTeam(int n) {
    Tensor first = torch.zeros(n);
    for (int size = 1; size <= 3; size++) {
      Tensor x = torch.zeros(n);
      Tensor g = torch.zeros(n);
      try (Team team = new Team(size);
          Optimizer adam = adam(x, g, AdamConfig.defaults(), team)) {
        for (int t = 1; t <= 5; t++) {
          step(adam, g, t);
        }
      }
      if (size == 1) {
        first = x;
        assertThat(x.abs().sum().item_double()).isPositive();
      }
      assertThat(x.equal(first)).as("a team of %d", size).isTrue();
    }
  }

  @Test
  void noGradientNoStep() {
    Tensor x = torch.ones(5);
    try (Team team = new Team(1);
        Optimizer adam = adam(x, torch.zeros(5), AdamConfig.defaults(), team)) {
      adam.step();
      assertThat(x.equal(torch.ones(5))).isTrue();
    }
  }

  @Test
  void defaultsAreKingmaAndBas() {
    LearningRateSchedule constant = LearningRateSchedule.constant();
    assertThat(AdamConfig.defaults()).isEqualTo(new AdamConfig(1e-3, 0.9, 0.999, 1e-8, constant));
    assertThat(AdamConfig.defaults().withLearningRate(0.5))
        .isEqualTo(new AdamConfig(0.5, 0.9, 0.999, 1e-8, constant));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.9, 0.999, 1e-8, learningRate",
    "-1, 0.9, 0.999, 1e-8, learningRate",
    "Infinity, 0.9, 0.999, 1e-8, learningRate",
    "NaN, 0.9, 0.999, 1e-8, learningRate",
    "1, 1, 0.999, 1e-8, beta1",
    "1, -0.1, 0.999, 1e-8, beta1",
    "1, 0.9, 1, 1e-8, beta2",
    "1, 0.9, NaN, 1e-8, beta2",
    "1, 0.9, 0.999, 0, epsilon",
    "1, 0.9, 0.999, Infinity, epsilon"
  })
  void refusesSettingsOutOfRange(
      double rate, double beta1, double beta2, double epsilon, String field) {
    assertThatThrownBy(
            () -> new AdamConfig(rate, beta1, beta2, epsilon, LearningRateSchedule.constant()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field)
        .hasMessageContaining("expected");
  }
}
