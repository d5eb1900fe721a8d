package dev.basin.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Team;
import dev.basin.objective.CrossEntropy;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes by hand against autograd in float64, which is held against differences elsewhere. */
class ChainPassesTest {
  private static final long PLENTY = 1L << 30;
  private static final int CLASSES = 5;
  private static final PointShape SHAPE = PointShape.image(3, 9, 11);

  private final Sequential pictures =
      Sequential.named("pictures", SHAPE)
          .stack("2x[8, 5, 3, 1]")
          .maxPool(3)
          .stack("1x[6, 3, 3, 2]")
          .maxPool(2)
          .normalised(2, 12)
          .softmax(CLASSES);
  private final Sequential dropping =
      Sequential.named("dropping", SHAPE)
          .stack("2x[8, 3, 3, 1]", 0.3)
          .maxPool(2)
          .dropout(0.5)
          .normalised(1, 12)
          .dropout(0.4)
          .softmax(CLASSES);

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

  private static Tensor weights(Network network) {
    return Tensor.create(Formula.centred(7, (int) network.layout().dimension(), 0.8))
        .to(torch.ScalarType.Float);
  }

  private static Tensor inputs(int batch) {
    return Tensor.create(Formula.centred(50_000, batch * SHAPE.features(), 1))
        .view(batch, SHAPE.features())
        .to(torch.ScalarType.Float);
  }

  private static Tensor labels(int batch) {
    long[] classes = new long[batch];
    for (int i = 0; i < batch; i++) {
      classes[i] = (long) (CLASSES * Formula.uniform(900_000 + i));
    }
    return Tensor.create(classes);
  }

  private static double[] truth(Network network, Tensor x, int batch) {
    return Kinks.gradient(network, x, inputs(batch), labels(batch), 0);
  }

  private static double bound(Network network, Tensor x, int batch) {
    return Kinks.bound(network, x, inputs(batch), labels(batch));
  }

  private static double[] gradient(
      Network network, Tensor x, int batch, long memory, int members, OptionalLong seed) {
    try (NoGradGuard noGradient = new NoGradGuard()) {
      Tensor g = torch.empty_like(x).fill_(new Scalar(Double.NaN));
      try (Team team = new Team(members);
          BatchPasses passes = network.passes(x, g, 300, memory, team).orElseThrow()) {
        Tensor logits = passes.forward(inputs(batch), seed);
        passes.backward(inputs(batch), CrossEntropy.slope(logits, labels(batch)));
      }
      return Formula.read(g);
    }
  }

  private static double distance(double[] one, double[] other) {
    return Kinks.distance(one, other) / Kinks.norm(other);
  }

  /**
   * With two or three points BatchNorm gives nearly the same whatever comes in, so the slope before
   * it is a small difference of large numbers, of which float32 keeps fewer digits.
   */
  @ParameterizedTest(name = "batch {0}")
  @ValueSource(ints = {2, 3, 7, 64, 300})
  void theGradientIsAutograds(int batch) {
    Tensor x = weights(pictures);
    double[] expected = truth(pictures, x, batch);
    double[] found = gradient(pictures, x, batch, PLENTY, 2, OptionalLong.empty());
    double cancellation = batch < 4 ? 1e-3 * Kinks.norm(expected) : 0;
    assertThat(Kinks.distance(found, expected))
        .isLessThan(bound(pictures, x, batch) + cancellation);
  }

  @Test
  void theLogitsAreAutograds() {
    Tensor x = weights(pictures);
    Parameters parameters = Parameters.of(pictures.layout(), x.to(torch.ScalarType.Double));
    double[] expected =
        Formula.read(pictures.logits(parameters, inputs(120).to(torch.ScalarType.Double)));
    try (Team team = new Team(1);
        BatchPasses passes = pictures.passes(x, null, 300, PLENTY, team).orElseThrow()) {
      double[] found = Formula.read(passes.forward(inputs(120), OptionalLong.empty()));
      assertThat(distance(found, expected)).isLessThan(1e-5);
    }
  }

  @Test
  void theBitsDoNotDependOnTheTeam() {
    OptionalLong seed = OptionalLong.of(3);
    Tensor x = weights(dropping);
    double[] alone = gradient(dropping, x, 301 - 1, PLENTY, 1, seed);
    assertThat(gradient(dropping, x, 300, PLENTY, 2, seed)).isEqualTo(alone);
    assertThat(gradient(dropping, x, 300, PLENTY, 3, seed)).isEqualTo(alone);
  }

  /** Of the least memory that is accepted, what is left out is computed again. */
  @ParameterizedTest
  @ValueSource(strings = {"pictures", "dropping"})
  void lessMemoryGivesTheSameGradient(String name) {
    Sequential network = name.equals("pictures") ? pictures : dropping;
    OptionalLong seed = network.hasDropout() ? OptionalLong.of(11) : OptionalLong.empty();
    Tensor x = weights(network);
    double[] expected = gradient(network, x, 300, PLENTY, 1, seed);
    Chain chain = Chain.of(network).orElseThrow();
    long all = 300 * chain.keptBytesAPoint();
    long least = all;
    for (long memory = all; memory > 0; memory -= all / 50) {
      try {
        KeptActivations kept = KeptActivations.within(chain, 300, memory);
        least = memory;
        assertThat(kept.outputs()).hasSameSizeAs(chain.units());
      } catch (IllegalArgumentException e) {
        break;
      }
    }
    assertThat(least).isLessThan(all * 3 / 4);
    KeptActivations kept = KeptActivations.within(chain, 300, least);
    assertThat(kept.outputs()).contains(false);
    assertThat(kept.indices()).containsOnly(false);
    double[] found = gradient(network, x, 300, least, 1, seed);
    assertThat(distance(found, expected)).isLessThan(1e-5);
  }

  @Test
  void tooLittleMemoryIsRefused() {
    Tensor x = weights(pictures);
    assertThatThrownBy(() -> gradient(pictures, x, 300, 1000, 1, OptionalLong.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("a batch of 300 points of network pictures", "smaller batch");
  }

  /**
   * With its masks fixed, the loss is a function of x, whose differences give the slope along g.
   */
  @Test
  void dropoutIsDifferentiatedWithItsMasks() {
    int batch = 200;
    OptionalLong seed = OptionalLong.of(5);
    Tensor x = weights(dropping);
    double[] g = gradient(dropping, x, batch, PLENTY, 2, seed);
    double norm = 0;
    for (double component : g) {
      norm = Math.hypot(norm, component);
    }
    Tensor direction = Tensor.create(g).div(new Scalar(norm));
    double h = 2e-3;
    double slope =
        (8 * (loss(x, direction, h, batch, seed) - loss(x, direction, -h, batch, seed))
                - (loss(x, direction, 2 * h, batch, seed)
                    - loss(x, direction, -2 * h, batch, seed)))
            / (12 * h);
    assertThat(slope).isCloseTo(norm, within(2e-3 * norm));
    double[] other = gradient(dropping, x, batch, PLENTY, 2, OptionalLong.of(6));
    assertThat(distance(other, g)).isGreaterThan(0.1);
    double[] without = gradient(dropping, x, batch, PLENTY, 2, OptionalLong.empty());
    assertThat(Kinks.distance(without, truth(dropping, x, batch)))
        .isLessThan(bound(dropping, x, batch));
  }

  private double loss(Tensor x, Tensor direction, double by, int batch, OptionalLong seed) {
    Tensor moved =
        x.to(torch.ScalarType.Double).add(direction, new Scalar(by)).to(torch.ScalarType.Float);
    try (NoGradGuard noGradient = new NoGradGuard();
        Team team = new Team(1);
        BatchPasses passes = dropping.passes(moved, null, 300, PLENTY, team).orElseThrow()) {
      Tensor logits = passes.forward(inputs(batch), seed);
      return CrossEntropy.mean(logits, labels(batch)).item_double();
    }
  }

  /** Each value is dropped with its probability: binomial bounds of six standard deviations. */
  @Test
  void masksHaveTheirRate() {
    Tensor mask = new Dropout(0.3).mask(torch.zeros(100, 1000), 42);
    double[] values = Formula.read(mask);
    int dropped = 0;
    for (double value : values) {
      if (value == 0) {
        dropped++;
      } else {
        assertThat(value).isCloseTo(1 / 0.7, within(1e-6));
      }
    }
    assertThat(dropped / 1e5).isCloseTo(0.3, within(6 * Math.sqrt(0.3 * 0.7 / 1e5)));
  }
}
