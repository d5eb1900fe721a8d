package dev.basin.sharpness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Findings;
import dev.basin.Formula;
import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.network.ParameterLayout;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.EvaluationPrecision;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sharpness in regions other than the paper's. */
class RegionTest {
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

  /** {@code aᵀz} is largest at {@code ε Σ|a_i| T_i} in a box and {@code ρ ‖T a‖} in a ball. */
  @ParameterizedTest
  @EnumSource(Region.class)
  void ofALinearFunctionItHasAClosedForm(Region region) {
    double[] a = Formula.centred(1, 9, 1);
    double[] x = Formula.centred(50, 9, 3);
    double size = 0.01;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      double t =
          switch (region) {
            case BOX -> Math.abs(x[i]) + 1;
            case BALL -> 1;
            case ADAPTIVE_BOX, ADAPTIVE_BALL -> Math.abs(x[i]);
          };
      sum += Math.abs(a[i]) * t * size;
      squares += a[i] * a[i] * t * t * size * size;
    }
    double rise = region.isBall() ? Math.sqrt(squares) : sum;
    Linear f = new Linear(a, 20);
    try (BoxSharpness sharpness = new BoxSharpness(f, Tensor.create(x))) {
      SharpnessResult found = sharpness.fullSpace(region, size, Maximizer.BEST, 1);
      assertThat(found.maximum() - found.loss()).isCloseTo(rise, within(1e-12));
      assertThat(found.sharpness()).isCloseTo(100 * rise / (1 + found.loss()), within(1e-10));
      assertThat(found.atBound()).isGreaterThan(0.8); // L-BFGS-B may stop just inside of one bound
    }
  }

  /**
   * The largest value of a convex quadratic in a ball, by trying many directions of the sphere from
   * all of which an independent ascent climbs.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void theBallOfAQuadraticIsSearchedWell(int n) {
    for (int seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      Quadratic f = Quadratic.convex(n, random);
      double[] x = new double[n];
      double rho = 0.5;
      double best = Double.NEGATIVE_INFINITY;
      double[] gradient = new double[n];
      for (int trial = 0; trial < 20_000; trial++) {
        double[] z = x.clone();
        double length = 0;
        double[] d = new double[n];
        for (int i = 0; i < n; i++) {
          d[i] = random.nextGaussian();
          length += d[i] * d[i];
        }
        for (int i = 0; i < n; i++) {
          z[i] += rho * d[i] / Math.sqrt(length);
        }
        best = Math.max(best, f.value(z, gradient));
      }
      try (BoxSharpness sharpness = new BoxSharpness(f, Tensor.create(x))) {
        SharpnessResult found = sharpness.fullSpace(Region.BALL, rho, Maximizer.BEST, 1);
        assertThat(found.maximum() - found.loss())
            .as("n = %d, seed %d", n, seed)
            .isGreaterThan(0.98 * (best - found.loss()));
      }
    }
  }

  @Test
  void atAStationaryPointTheBallStartsAnywhere() {
    Quadratic f = Quadratic.convex(4, new Random(3));
    try (BoxSharpness sharpness = new BoxSharpness(f, Tensor.create(f.c()))) {
      SharpnessResult found = sharpness.fullSpace(Region.BALL, 0.1, Maximizer.BEST, 1);
      assertThat(found.sharpness()).isPositive();
      assertThat(sharpness.fullSpace(Region.BALL, 0.1, Maximizer.BEST, 1)).isEqualTo(found);
    }
  }

  /**
   * Multiplies γ and β of each BatchNorm of F1 by a factor of its own for each unit and divides the
   * columns of the layer behind it by the same. ReLU lets the factors through, so the function is
   * the same (Dinh et al. 2017), and so must the adaptive values be.
   */
  @ParameterizedTest
  @EnumSource(
      value = Region.class,
      names = {"ADAPTIVE_BOX", "ADAPTIVE_BALL"})
  void rescalingReluLayersLeavesAdaptiveSharpnessAlone(Region region) {
    Network f1 = PaperNetworks.byName("F1");
    Tensor x = torch.zeros(f1.layout().dimension());
    f1.initialise(x, 3);
    x = x.to(torch.ScalarType.Double);
    x.add_(Tensor.create(Formula.centred(7, Math.toIntExact(x.numel()), 1)), new Scalar(0.02));
    Tensor rescaled = rescaled(f1.layout(), x);
    try (Workers workers = new Workers(2);
        Dataset data = Formula.dataset(60, f1.input(), 10, 1, 1_000_000)) {
      DatasetObjective f =
          new DatasetObjective(f1, data, 30, workers, new Cancellation())
              .withPrecision(EvaluationPrecision.FLOAT64);
      double size = region.isBall() ? 0.5 : 1e-2;
      SharpnessResult before = measure(f, x, region, size);
      SharpnessResult after = measure(f, rescaled, region, size);
      assertThat(after.loss()).isCloseTo(before.loss(), within(1e-12 * before.loss()));
      assertThat(before.sharpness()).isGreaterThan(1);
      assertThat(
              Findings.found(
                  region.label() + " sharpness of F1 after rescaling ReLU layers",
                  "before, relative",
                  Math.abs(after.sharpness() / before.sharpness() - 1)))
          .isLessThan(1e-6);
      double raw = measure(f, x, Region.BOX, 1e-3).sharpness();
      assertThat(
              Findings.found(
                  "Metric 2.1 of F1 after rescaling ReLU layers: the drift",
                  "before, relative",
                  Math.abs(measure(f, rescaled, Region.BOX, 1e-3).sharpness() / raw - 1)))
          .as("Metric 2.1 is not invariant")
          .isGreaterThan(0.05);
    }
  }

  private static SharpnessResult measure(DatasetObjective f, Tensor x, Region region, double size) {
    try (BoxSharpness sharpness = new BoxSharpness(f, x)) {
      return sharpness.fullSpace(region, size, Maximizer.SIGN, 1);
    }
  }

  private static Tensor rescaled(ParameterLayout layout, Tensor x) {
    Tensor result = x.clone();
    for (int layer = 0; layer < 5; layer++) {
      double[] factors = Formula.centred(900 + 512 * layer, 512, 1);
      for (int i = 0; i < factors.length; i++) {
        factors[i] = Math.exp(factors[i]); // from 1/e to e
      }
      Tensor c = Tensor.create(factors);
      view(layout, result, "norm" + layer + ".weight").mul_(c);
      view(layout, result, "norm" + layer + ".bias").mul_(c);
      view(layout, result, "linear" + (layer + 1) + ".weight").div_(c);
    }
    return result;
  }

  private static Tensor view(ParameterLayout layout, Tensor flat, String name) {
    return layout.slots().stream()
        .filter(slot -> slot.name().equals(name))
        .findFirst()
        .orElseThrow()
        .view(flat);
  }
}
