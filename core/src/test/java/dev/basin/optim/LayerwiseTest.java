package dev.basin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Segment;
import dev.basin.engine.Team;
import java.io.IOException;
import java.util.List;
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

/** LARS and LAMB by hand, against PyTorch, and in what makes them layer-wise. */
class LayerwiseTest {
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

  private static Optimizer optimizer(
      String text, Tensor x, Tensor g, List<Segment> layers, Team team) {
    return OptimizerConfig.parse(text).create(x, g, layers, Moves.NO_MONITOR, team);
  }

  /**
   * Layers (3, 4) and (0, 0) with a bias 2 between them. λ is ½ · 5/(10 + ½ · 5) = 0.2 for the
   * first, and 1 for the other, which has no length; then 1 for both, since there is no gradient.
   */
  @Test
  void larsByHand() {
    Tensor x = Tensor.create(3.0, 4.0, 2.0, 0.0, 0.0);
    Tensor g = Tensor.create(6.0, 8.0, 1.0, 1.0, 2.0);
    List<Segment> layers = List.of(new Segment("first", 0, 2), new Segment("second", 3, 2));
    try (Team team = new Team(1);
        Optimizer lars = optimizer("lars:eta=0.5,momentum=0.5,decay=0.5", x, g, layers, team)) {
      lars.step();
      assertClose(x, 1.5, 2, 1, -1, -2); // v is (1.5, 2), 1, (1, 2)
      g.zero_();
      lars.step();
      assertClose(x, 0, 0, 0.5, -1, -2); // v is half of it plus half of the layers' x
    }
  }

  /**
   * Without memory and with ε = 1, m̂/(√v̂ + ε) is g/(|g| + 1). The first layer's r is (2, 1.5), of
   * length 2.5, so its ratio is 2; the second has no length, the third neither length nor gradient.
   */
  @Test
  void lambByHand() {
    Tensor x = Tensor.create(3.0, 4.0, 2.0, 0.0, 0.0, 0.0);
    Tensor g = Tensor.create(1.0, -1.0, 3.0, 1.0, 3.0, 0.0);
    List<Segment> layers =
        List.of(
            new Segment("first", 0, 2), new Segment("second", 3, 2), new Segment("third", 5, 1));
    String text = "lamb:lr=1,beta1=0,beta2=0,epsilon=1,decay=0.5";
    try (Team team = new Team(1);
        Optimizer lamb = optimizer(text, x, g, layers, team)) {
      lamb.step();
      assertClose(x, -1, 1, 1.25, -0.5, -0.75, 0);
    }
  }

  private static void assertClose(Tensor x, double... expected) {
    assertThat(Formula.read(x)).containsExactly(expected, within(1e-15));
  }

  /**
   * Every step of golden/optim/make_layerwise.py: layers of 8, 6 and 4 weights, the second at 0,
   * with biases between and after them, and a rate that is halved.
   */
  @Test
  void agreeWithPyTorch() throws IOException {
    JsonNode runs = Formula.resource("optim/layerwise.json");
    List<Segment> layers =
        List.of(
            new Segment("first", 0, 8), new Segment("second", 12, 6), new Segment("third", 18, 4));
    int n = 24;
    assertThat(runs).hasSize(6);
    for (JsonNode run : runs) {
      Tensor x = Tensor.create(Formula.centred(0, n, 1));
      layers.get(1).of(x).zero_();
      Tensor g = torch.zeros_like(x);
      String text = run.get("optimizer").asText();
      try (Team team = new Team(1);
          Optimizer optimizer = optimizer(text, x, g, layers, team)) {
        assertThat(run.get("x")).hasSize(7);
        for (int t = 1; t <= 7; t++) {
          Moves.step(optimizer, g, t, t >= 4 ? 0.5 : 1);
          double[] actual = Formula.read(x);
          for (int i = 0; i < n; i++) {
            assertThat(actual[i])
                .as("%s, step %d, x_%d", text, t, i)
                .isCloseTo(run.get("x").get(t - 1).get(i).asDouble(), within(1e-14));
          }
        }
      }
    }
  }

  /** A layer's step is as long as its ratio says, whatever the gradient and however many blocks. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lars:lr=2,eta=0.01,momentum=0,decay=0 | 0.02",
        "lamb:lr=0.03 | 0.03",
        "lamb:lr=0.5,decay=0 | 0.5"
      })
  void aStepIsAShareOfTheLayersLength(String text, double share) {
    int n = 200_000;
    List<Segment> layers = List.of(new Segment("short", 5, 3), new Segment("long", 10, 150_001));
    Tensor x = Tensor.create(Formula.centred(7, n, 1)).to(torch.ScalarType.Float);
    Tensor before = x.clone();
    Tensor g = torch.zeros_like(x);
    try (Team team = new Team(2);
        Optimizer optimizer = optimizer(text, x, g, layers, team)) {
      Moves.step(optimizer, g, 1, 1);
    }
    for (Segment layer : layers) {
      double length = layer.of(before).to(torch.ScalarType.Double).norm().item_double();
      double step = layer.of(x.sub(before)).to(torch.ScalarType.Double).norm().item_double();
      assertThat(step / length).as(layer.name()).isCloseTo(share, within(1e-6));
    }
  }

  /** A power of two is exact, so the bits are the same; the bias moves by as much more, from 0. */
  @ParameterizedTest
  @ValueSource(doubles = {1024, 1.0 / 64})
  void withoutDecayTheLengthOfTheGradientIsNothingToLars(double scale) {
    int n = 70_000;
    List<Segment> layers =
        List.of(new Segment("first", 0, 40_000), new Segment("second", 40_000, n - 40_001));
    Tensor start = Tensor.create(Formula.centred(3, n, 1)).to(torch.ScalarType.Float);
    start.narrow(0, n - 1, 1).zero_();
    Tensor plain = start.clone();
    Tensor scaled = start.clone();
    Tensor g = torch.zeros_like(start);
    Tensor larger = torch.zeros_like(start);
    String text = "lars:eta=0.1,decay=0";
    try (Team team = new Team(1);
        Optimizer onPlain = optimizer(text, plain, g, layers, team);
        Optimizer onScaled = optimizer(text, scaled, larger, layers, team)) {
      for (int t = 1; t <= 5; t++) {
        Moves.step(onPlain, g, t, 1);
        larger.copy_(g.mul(new Scalar(scale)));
        onScaled.step();
      }
    }
    assertThat(plain.equal(start)).isFalse();
    assertThat(scaled.narrow(0, 0, n - 1).equal(plain.narrow(0, 0, n - 1))).isTrue();
    assertThat(Formula.read(scaled)[n - 1])
        .isEqualTo(scale * Formula.read(plain)[n - 1])
        .isNotZero();
  }

  /** What lies in no layer moves as by the method it came from. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lars:lr=0.01 | sgd:lr=0.01",
        "lamb:lr=0.01,epsilon=1e-3 | adam:lr=0.01,epsilon=1e-3"
      })
  void outsideTheLayersThereIsNeitherRatioNorDecay(String text, String plain) {
    int n = 100;
    Tensor x = Tensor.create(Formula.centred(0, n, 1));
    Tensor other = x.clone();
    Tensor g = torch.zeros_like(x);
    List<Segment> none = List.of();
    try (Team team = new Team(1);
        Optimizer layerwise = optimizer(text, x, g, none, team);
        Optimizer flat = optimizer(plain, other, g, none, team)) {
      for (int t = 1; t <= 10; t++) {
        Moves.step(layerwise, g, t, 1);
        flat.step();
      }
    }
    assertThat(Formula.read(x)).containsExactly(Formula.read(other), within(1e-13));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 6, 5, 5, 'layer second is at 5, of size 5; expected at 6 or later, and within 10'",
    "5, 5, 0, 5, 'layer second is at 0, of size 5; expected at 10 or later, and within 10'",
    "0, 5, 5, 6, 'layer second is at 5, of size 6; expected at 5 or later, and within 10'",
    "11, 1, 12, 1, 'layer first is at 11, of size 1; expected at 0 or later, and within 10'"
  })
  void refusesLayersThatDoNotFit(long offset, long size, long offset2, long size2, String said) {
    List<Segment> layers =
        List.of(new Segment("first", offset, size), new Segment("second", offset2, size2));
    Tensor x = torch.zeros(10);
    try (Team team = new Team(1)) {
      for (String text : List.of("lars", "lamb")) {
        assertThatThrownBy(() -> optimizer(text, x, x.clone(), layers, team))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(said);
      }
    }
  }
}
