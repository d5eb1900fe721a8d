package dev.basin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Team;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdaQnTest {
  private static final double EPSILON = 0x1p-26;

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

  private static RuleOptimizer adaQn(
      String text, Tensor x, Tensor g, MonitorFunction monitor, Team team) {
    return (RuleOptimizer) Moves.optimizer(text, x, g, monitor, team);
  }

  private static AdaQn rule(RuleOptimizer optimizer) {
    return (AdaQn) optimizer.rule();
  }

  /**
   * Four runs of 60 to 160 steps against golden/optim/make_adaqn.py, with pairs stored, skipped and
   * given up. The 12 variables lie 1 or 9,001 apart, so in one block or in four; the others have no
   * gradient and must not move. The largest relative difference seen was 1.0e-11.
   */
  @ParameterizedTest(name = "variables {0} apart")
  @ValueSource(ints = {1, 9_001})
  void agreesWithAPlainImplementation(int apart) throws IOException {
    JsonNode runs = Formula.resource("optim/adaqn.json");
    assertThat(runs).hasSize(4);
    for (JsonNode run : runs) {
      String text = run.get("optimizer").asText();
      LogisticProblem problem = new LogisticProblem(run.get("scale").asDouble());
      int n = apart * LogisticProblem.DIMENSION;
      Tensor x = torch.zeros(n).to(torch.ScalarType.Double);
      Tensor g = torch.zeros_like(x);
      try (Team team = new Team(2);
          RuleOptimizer optimizer =
              adaQn(text, x, g, w -> problem.monitored(apartBy(apart, w)), team)) {
        int nextEvent = 0;
        for (int t = 0; t < run.get("w").size(); t++) {
          spread(problem.gradient(apartBy(apart, x), t), apart, g);
          optimizer.step();
          double[] actual = apartBy(apart, x);
          for (int j = 0; j < LogisticProblem.DIMENSION; j++) {
            double expected = run.get("w").get(t).get(j).asDouble();
            assertThat(Math.abs(actual[j] / expected - 1))
                .as("%s, step %d, w_%d", text, t + 1, j)
                .isLessThan(1e-9);
          }
          JsonNode event = run.get("events").get(nextEvent);
          if (event != null && event.get("step").asInt() == t + 1) {
            assertThat(rule(optimizer).pairs()).isEqualTo(event.get("pairs").asInt());
            assertThat(rule(optimizer).gradients()).isEqualTo(event.get("gradients").asInt());
            nextEvent++;
          }
        }
        assertThat(nextEvent).isEqualTo(run.get("events").size()).isGreaterThan(7);
      }
      assertThat(x.count_nonzero().item_long()).isEqualTo(LogisticProblem.DIMENSION);
    }
  }

  private static double[] apartBy(int apart, Tensor x) {
    double[] all = Formula.read(x);
    double[] chosen = new double[LogisticProblem.DIMENSION];
    for (int j = 0; j < chosen.length; j++) {
      chosen[j] = all[j * apart];
    }
    return chosen;
  }

  private static void spread(double[] values, int apart, Tensor g) {
    double[] all = new double[values.length * apart];
    for (int j = 0; j < values.length; j++) {
      all[j * apart] = values[j];
    }
    g.copy_(Tensor.create(all));
  }

  /**
   * f(w) = w², one variable, a pair after every step. Then y = (mean of F's g²) s, and the secant
   * condition H y = s alone determines H = 1 / mean of F's g², with F as it was after the step
   * before, whatever H₀ is. The first two steps are ADAGRAD's: the first mean only becomes w_o. f
   * falls at each step, so no pair is given up, and its curvature, the mean of g², is far from
   * 1e-4, so none is skipped.
   */
  @Test
  void onAQuadraticOfOneVariableTheScaleIsTheMeanSquareGradient() {
    double rate = 0.05;
    int fisher = 3;
    Tensor x = Tensor.create(new double[] {1});
    Tensor g = torch.zeros_like(x);
    try (Team team = new Team(1);
        RuleOptimizer optimizer =
            adaQn(
                "adaqn:lr=0.05,memory=2,update=1,fisher=3",
                x,
                g,
                w -> Math.pow(w.item_double(), 2),
                team)) {
      double expected = 1;
      double squares = EPSILON;
      List<Double> last = new ArrayList<>();
      for (int t = 1; t <= 15; t++) {
        double gradient = 2 * expected;
        squares += gradient * gradient;
        double mean = last.stream().mapToDouble(each -> each * each).average().orElse(0);
        double scale = t <= 2 ? 1 / Math.sqrt(squares) : 1 / mean;
        expected -= rate * scale * gradient;
        last.add(gradient);
        if (last.size() > fisher) {
          last.remove(0);
        }
        g.copy_(x.mul(new Scalar(2.0)));
        optimizer.step();
        assertThat(x.item_double()).as("step %d", t).isCloseTo(expected, within(1e-13));
        assertThat(rule(optimizer).pairs()).isEqualTo(Math.min(2, t - 1));
      }
      assertThat(expected).isBetween(0.1, 0.9);
    }
  }

  /**
   * Least squares, f(w) = (1/6) Σ ½ (a_iᵀw − b_i)², where every residual is 1 or −1: the gradients
   * are ±a_i, so FᵀF/|F| is the Hessian A = (1/6) Σ a_i a_iᵀ, and every pair is y = A s, with s the
   * step between two means of iterates.
   */
  @Test
  void onALeastSquaresProblemWithUnitResidualsThePairsAreThoseOfTheHessian() {
    int n = 4;
    int points = 6;
    double[][] a = new double[points][];
    double[][] hessian = new double[n][n];
    for (int i = 0; i < points; i++) {
      a[i] = Formula.centred(100L * i, n, 2);
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          hessian[j][k] += a[i][j] * a[i][k] / points;
        }
      }
    }
    Tensor x = torch.zeros(n).to(torch.ScalarType.Double);
    Tensor g = torch.zeros_like(x);
    try (Team team = new Team(1);
        RuleOptimizer optimizer =
            adaQn("adaqn:lr=0.1,memory=5,update=6,fisher=6", x, g, w -> 1, team)) {
      List<double[]> means = new ArrayList<>();
      double[] sum = new double[n];
      for (int t = 0; t < 36; t++) {
        double[] gradient = a[t % points].clone();
        double residual = Math.sin(t) > 0 ? 1 : -1;
        double[] before = Formula.read(x);
        for (int j = 0; j < n; j++) {
          gradient[j] *= residual;
          sum[j] += before[j] / 6;
        }
        g.copy_(Tensor.create(gradient));
        optimizer.step();
        if (t % 6 == 5) {
          means.add(sum);
          sum = new double[n];
        }
      }
      assertThat(rule(optimizer).pairs()).isEqualTo(5);
      double[] s = Formula.read(state(optimizer, "adaqn.pairSteps"));
      double[] y = Formula.read(state(optimizer, "adaqn.pairChanges"));
      for (int p = 0; p < 5; p++) {
        for (int j = 0; j < n; j++) {
          double step = means.get(p + 1)[j] - means.get(p)[j];
          assertThat(s[p * n + j]).isCloseTo(step, within(1e-14));
          double product = 0;
          for (int k = 0; k < n; k++) {
            product += hessian[j][k] * s[p * n + k];
          }
          assertThat(y[p * n + j]).isCloseTo(product, within(1e-14));
        }
      }
    }
  }

  private static Tensor state(RuleOptimizer optimizer, String name) {
    return Objects.requireNonNull(optimizer.state().get(name));
  }

  /** Losses that are given one after another. */
  private static MonitorFunction losses(double... values) {
    int[] next = {0};
    return w -> values[next[0]++];
  }

  private static void step(RuleOptimizer optimizer, Tensor g, double... gradient) {
    g.copy_(Tensor.create(gradient));
    optimizer.step();
  }

  /**
   * After L = 2 steps of each: the first mean, w_o = (w_0 + w_1)/2; a pair, w_o = (w_2 + w_3)/2;
   * then the loss has grown by more than 1 % of that at w_o, or is not a number. w goes back to
   * w_o, pairs and gradients are gone, and the next step is ADAGRAD's with all squares so far.
   */
  @ParameterizedTest
  @CsvSource({"2.02001", "1e9", "NaN", "Infinity"})
  void whenTheLossGrowsItGoesBackAndForgets(double grown) {
    Tensor x = Tensor.create(new double[] {1, -1});
    Tensor g = torch.zeros_like(x);
    try (Team team = new Team(1);
        RuleOptimizer optimizer =
            adaQn(
                "adaqn:lr=0.1,memory=3,update=2,fisher=10",
                x,
                g,
                losses(1.99, 2, grown, 2.01),
                team)) {
      step(optimizer, g, 1, 2);
      step(optimizer, g, 1, -1);
      double[] w2 = Formula.read(x);
      step(optimizer, g, 2, 1);
      double[] w3 = Formula.read(x);
      step(optimizer, g, 3, 1);
      assertThat(rule(optimizer).pairs()).isEqualTo(1);
      assertThat(rule(optimizer).gradients()).isEqualTo(4);
      step(optimizer, g, 1, 1);
      assertThat(rule(optimizer).gradients()).isEqualTo(5);
      step(optimizer, g, 2, 2);
      assertThat(rule(optimizer).pairs()).isZero();
      assertThat(rule(optimizer).gradients()).isZero();
      double[] origin = {(w2[0] + w3[0]) / 2, (w2[1] + w3[1]) / 2};
      assertThat(Formula.read(x)).containsExactly(origin, within(1e-15));

      step(optimizer, g, 0.5, 4);
      double first = 1 + 1 + 4 + 9 + 1 + 4 + 0.25 + EPSILON;
      double second = 4 + 1 + 1 + 1 + 1 + 4 + 16 + EPSILON;
      assertThat(Formula.read(x))
          .containsExactly(
              new double[] {
                origin[0] - 0.1 * 0.5 / Math.sqrt(first), origin[1] - 0.1 * 4 / Math.sqrt(second)
              },
              within(1e-15));
      assertThat(rule(optimizer).gradients()).isEqualTo(1);

      // 2.01 is not 1 % more than the 2 at w_o, so a pair is formed with that w_o
      step(optimizer, g, 1, 1);
      assertThat(rule(optimizer).pairs()).isEqualTo(1);
      double[] s = Formula.read(state(optimizer, "adaqn.pairSteps"));
      double[] after = Formula.read(x);
      assertThat(after).isNotEqualTo(origin);
      double[] w7 = {
        origin[0] - 0.1 * 0.5 / Math.sqrt(first), origin[1] - 0.1 * 4 / Math.sqrt(second)
      };
      assertThat(s[0]).isCloseTo((origin[0] + w7[0]) / 2 - origin[0], within(1e-15));
      assertThat(s[1]).isCloseTo((origin[1] + w7[1]) / 2 - origin[1], within(1e-15));
    }
  }

  /** "More than 1.01 times" leaves out 1.01 times itself. */
  @Test
  void aGrowthOfExactlyOnePercentIsAllowed() {
    Tensor x = Tensor.create(new double[] {1});
    Tensor g = torch.zeros_like(x);
    try (Team team = new Team(1);
        RuleOptimizer optimizer =
            adaQn(
                "adaqn:lr=0.1,update=1",
                x,
                g,
                losses(1, 1.01, 1.01 * 1.01, Math.nextUp(1.01 * (1.01 * 1.01))),
                team)) {
      for (int t = 1; t <= 3; t++) {
        step(optimizer, g, 1);
        assertThat(rule(optimizer).pairs()).isEqualTo(t - 1);
      }
      step(optimizer, g, 1);
      assertThat(rule(optimizer).pairs()).isZero();
    }
  }

  /**
   * With one variable and the same gradient g at every step, sᵀy / sᵀs = g². A pair below 1e-4 is
   * skipped: none is stored, and w_o and its loss stay, which two more losses tell. 1.005 would be
   * too much growth if 0.5 had become w_o's, and 1.02 leads back to the first mean, w_0.
   */
  @ParameterizedTest
  @CsvSource({"0.0099, false", "0.0101, true", "1e-30, false", "0, false"})
  void aPairOfTooLittleCurvatureIsSkipped(double gradient, boolean stored) {
    Tensor x = Tensor.create(new double[] {3});
    Tensor g = torch.zeros_like(x);
    try (Team team = new Team(1);
        RuleOptimizer optimizer =
            adaQn("adaqn:lr=0.1,update=1", x, g, losses(1, 0.5, 1.005, 1.02), team)) {
      step(optimizer, g, gradient);
      double second = x.item_double();
      step(optimizer, g, gradient);
      assertThat(rule(optimizer).pairs()).isEqualTo(stored ? 1 : 0);
      assertThat(rule(optimizer).gradients()).isEqualTo(2);
      step(optimizer, g, gradient);
      if (stored) {
        assertThat(rule(optimizer).pairs()).isZero();
        assertThat(x.item_double()).isEqualTo(second);
        return;
      }
      assertThat(rule(optimizer).gradients()).isEqualTo(3);
      step(optimizer, g, gradient);
      assertThat(rule(optimizer).gradients()).isZero();
      assertThat(x.item_double()).isEqualTo(3);
    }
  }

  /** The monitor sees the mean of the iterates in the type of x, once every L steps. */
  @Test
  void theMonitorSeesTheMeanIterate() {
    Tensor x = torch.ones(3);
    Tensor g = torch.zeros_like(x);
    List<double[]> seen = new ArrayList<>();
    try (Team team = new Team(1);
        RuleOptimizer optimizer =
            adaQn(
                "adaqn:lr=0.25,update=2",
                x,
                g,
                w -> {
                  assertThat(w.scalar_type().intern()).isEqualTo(torch.ScalarType.Float);
                  seen.add(Formula.read(w));
                  return 1;
                },
                team)) {
      step(optimizer, g, 1, 4, -2);
      double[] w1 = Formula.read(x);
      assertThat(seen).isEmpty();
      step(optimizer, g, 1, 4, -2);
      step(optimizer, g, 1, 4, -2);
      assertThat(seen).hasSize(1);
      double[] expected = {(1 + w1[0]) / 2, (1 + w1[1]) / 2, (1 + w1[2]) / 2};
      assertThat(seen.get(0)).containsExactly(expected, within(1e-7));
    }
  }
}
