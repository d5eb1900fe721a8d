package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Team;
import dev.basin.network.Kinks;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ways to a batch's gradient, in float32, against autograd in float64. */
class BatchGradientTest {
  private static final int FEATURES = 20;
  private static final int CLASSES = 10;
  private static final int LARGEST = 256;

  private final Network network =
      Sequential.named("small", PointShape.vector(FEATURES)).normalised(3, 33).softmax(CLASSES);
  private PointerScope scope;
  private Tensor x;
  private Tensor g;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
    int n = (int) network.layout().dimension();
    x = Tensor.create(Formula.centred(500, n, 0.7)).to(torch.ScalarType.Float);
    g = torch.full_like(x, new Scalar(Double.NaN));
  }

  @AfterEach
  void close() {
    scope.close();
  }

  private static Tensor inputs(int batch) {
    return Tensor.create(Formula.centred(90_000, batch * FEATURES, 1))
        .view(batch, FEATURES)
        .to(torch.ScalarType.Float);
  }

  private static Tensor labels(int batch) {
    long[] classes = new long[batch];
    for (int i = 0; i < batch; i++) {
      classes[i] = (long) (CLASSES * Formula.uniform(700_000 + i));
    }
    return Tensor.create(classes);
  }

  private double[] truth(int batch) {
    return Kinks.gradient(network, x, inputs(batch), labels(batch), 0);
  }

  /** Of a gradient in float32, with more where digits cancel. */
  private void assertIsGradient(int batch, double cancellation) {
    double[] exact = truth(batch);
    double bound = Kinks.bound(network, x, inputs(batch), labels(batch));
    assertThat(Kinks.distance(Formula.read(g), exact))
        .isLessThan(bound + cancellation * Kinks.norm(exact));
  }

  private static void assertClose(double[] actual, double[] expected, double relative) {
    double norm = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      norm = Math.hypot(norm, expected[i]);
      difference = Math.hypot(difference, actual[i] - expected[i]);
    }
    assertThat(difference).isCloseTo(0, within(relative * norm));
  }

  /**
   * With two points BatchNorm gives γ and −γ, nearly whatever comes in, so the slope before it is a
   * small difference of large numbers, of which float32 keeps fewer digits.
   */
  @ParameterizedTest(name = "batch {0}")
  @CsvSource({"2, 1e-3", "7, 0", "64, 0", "256, 0"})
  void bothWaysAreRight(int batch, double cancellation) {
    try (Team team = new Team(1);
        BatchGradient byHand =
            BatchGradient.of(network, x, g, LARGEST, StepConfig.defaults(), team)) {
      assertThat(byHand.passes()).isNotInstanceOf(AutogradPasses.class);
      Tensor logits = byHand.compute(inputs(batch), labels(batch), OptionalLong.empty());
      assertIsGradient(batch, cancellation);
      Tensor other =
          BatchGradient.autograd(network, x, g)
              .compute(inputs(batch), labels(batch), OptionalLong.empty());
      assertIsGradient(batch, cancellation);
      assertClose(Formula.read(logits), Formula.read(other), 1e-5);
    }
  }

  /** BatchNorm maps the only point of a batch to β, whatever the weights before it. */
  @Test
  void aBatchOfOnePointHasNoSlopeBelowTheLastNormalisation() {
    double[] expected = truth(1);
    try (Team team = new Team(2);
        BatchGradient byHand =
            BatchGradient.of(network, x, g, LARGEST, StepConfig.defaults(), team)) {
      byHand.compute(inputs(1), labels(1), OptionalLong.empty());
      double[] actual = Formula.read(g);
      assertClose(actual, expected, 1e-5);
      for (int i = 0; i < FEATURES * 33; i++) {
        assertThat(actual[i]).isZero();
      }
    }
  }

  @Test
  void theBitsDoNotDependOnTheTeam() {
    List<double[]> seen = new ArrayList<>();
    for (int size = 1; size <= 3; size++) {
      try (Team team = new Team(size);
          BatchGradient gradient =
              BatchGradient.of(network, x, g, LARGEST, StepConfig.defaults(), team)) {
        gradient.compute(inputs(101), labels(101), OptionalLong.empty());
        seen.add(Formula.read(g));
      }
    }
    assertThat(seen.get(1)).isEqualTo(seen.get(0));
    assertThat(seen.get(2)).isEqualTo(seen.get(0));
  }

  @Test
  void aSmallerBatchAfterALargerOneLeavesNothingBehind() {
    try (Team team = new Team(2);
        BatchGradient used = BatchGradient.of(network, x, g, LARGEST, StepConfig.defaults(), team);
        BatchGradient fresh = BatchGradient.of(network, x, g, 40, StepConfig.defaults(), team)) {
      fresh.compute(inputs(40), labels(40), OptionalLong.empty());
      double[] expected = Formula.read(g);
      used.compute(inputs(LARGEST), labels(LARGEST), OptionalLong.empty());
      used.compute(inputs(40), labels(40), OptionalLong.empty());
      assertThat(Formula.read(g)).isEqualTo(expected);
    }
  }

  /** The gradient is asked for after each step, so it has to see the weights move. */
  @Test
  void theWeightsAreReadAnewEachTime() {
    try (Team team = new Team(2);
        BatchGradient byHand =
            BatchGradient.of(network, x, g, LARGEST, StepConfig.defaults(), team)) {
      byHand.compute(inputs(50), labels(50), OptionalLong.empty());
      x.add_(Tensor.create(Formula.centred(40, (int) x.numel(), 0.3)).to(torch.ScalarType.Float));
      byHand.compute(inputs(50), labels(50), OptionalLong.empty());
      assertIsGradient(50, 0);
    }
  }

  /** Without a hidden layer there are no blocks of features, but still blocks of points. */
  @Test
  void aNetworkWithoutHiddenLayers() {
    Network linear = Sequential.named("linear", PointShape.vector(FEATURES)).softmax(CLASSES);
    Tensor w = torch.zeros(linear.layout().dimension());
    Tensor slope = torch.zeros_like(w);
    try (Team team = new Team(1);
        BatchGradient gradient =
            BatchGradient.of(linear, w, slope, LARGEST, StepConfig.defaults(), team)) {
      gradient.compute(inputs(8), labels(8), OptionalLong.empty());
      // at w = 0 every class has probability 0.1, so the biases' slopes are 0.1 − share of labels
      double[] biases = Formula.read(slope.narrow(0, FEATURES * CLASSES, CLASSES));
      double[] expected = new double[CLASSES];
      Arrays.fill(expected, 0.1);
      for (double label : Formula.read(labels(8))) {
        expected[(int) label] -= 1 / 8.0;
      }
      assertThat(biases).containsExactly(expected, within(1e-7));
    }
  }
}
