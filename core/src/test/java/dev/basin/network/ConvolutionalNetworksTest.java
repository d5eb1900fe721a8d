package dev.basin.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F2 and C1 to C4, counted by hand from Appendix B. */
class ConvolutionalNetworksTest {
  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  /**
   * A convolution of a filters b × c over k channels has a·k·b·c + a weights, a dense layer of m
   * inputs and n outputs m·n + n, a normalisation of n features 2n.
   *
   * <p>F2: 360·512 + 512 = 184,832; six times 512·512 + 512 = 262,656; seven times 1,024; 512·1973
   * + 1973 = 1,012,149.
   *
   * <p>C1: 64·3·25 + 64 = 4,864; 64·64·25 + 64 = 102,464; twice 128; paper: 32 → 16 → 8 → 4 → 2, so
   * 2·2·64 = 256 features, 256·384 + 384 = 98,688; authors: 32 → 32 → 16 → 16 → 8, so 4,096
   * features, 1,573,248; then 768; 384·192 + 192 = 73,920; 384; 192·10 + 10 = 1,930. C3: 192·100 +
   * 100 = 19,300 in place of 1,930.
   *
   * <p>C2: 1,792 + 36,928; 73,856 + 147,584; 295,168 + 2·590,080; 1,180,160 + 2·2,359,808;
   * 3·2,359,808; normalisations 2·(2·64 + 2·128 + 3·256 + 6·512) = 8,448; 32 halved five times is
   * 1, so 512·512 + 512 = 262,656; 1,024; 512·10 + 10 = 5,130. C4: 51,300 in place of 5,130.
   */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "F2, PAPER, 2780085",
    "C1, PAPER, 283274",
    "C1, AUTHORS, 1757834",
    "C3, PAPER, 300644",
    "C3, AUTHORS, 1775204",
    "C2, PAPER, 14991946",
    "C2, AUTHORS, 14991946",
    "C4, PAPER, 15038116",
    "C4, AUTHORS, 15038116"
  })
  void parameters(String name, Variant variant, long expected) {
    assertThat(PaperNetworks.byName(name, variant).layout().dimension()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "PAPER, '(64, 16, 16) (64, 8, 8) (64, 4, 4) (64, 2, 2) (256) (384) (192) (10)'",
    "AUTHORS, '(64, 32, 32) (64, 16, 16) (64, 16, 16) (64, 8, 8) (4096) (384) (192) (10)'"
  })
  void shapesOfC1(Variant variant, String expected) {
    assertThat(shapes(PaperNetworks.byName("C1", variant))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PAPER", "AUTHORS"})
  void shapesOfC2(String variant) {
    assertThat(shapes(PaperNetworks.byName("C2", Variant.valueOf(variant))))
        .isEqualTo(
            "(64, 32, 32) (64, 32, 32) (64, 16, 16)"
                + " (128, 16, 16) (128, 16, 16) (128, 8, 8)"
                + " (256, 8, 8) (256, 8, 8) (256, 8, 8) (256, 4, 4)"
                + " (512, 4, 4) (512, 4, 4) (512, 4, 4) (512, 2, 2)"
                + " (512, 2, 2) (512, 2, 2) (512, 2, 2) (512)"
                + " (512) (512) (10)");
  }

  /** Output shapes of all layers but those that change nothing. */
  private static String shapes(Network network) {
    return String.join(
        " ",
        network.summary().stream()
            .filter(layer -> !layer.layer().matches("BatchNorm|ReLU|Dropout.*"))
            .map(layer -> layer.output().toString())
            .toList());
  }

  /** The authors' VGG: 0.3, then 0.4 after all but the last of each stack, 0.5 around Dense 512. */
  @Test
  void dropoutOfTheTwoVariants() {
    assertThat(dropout("C1", Variant.PAPER)).containsExactly("0.5", "0.5");
    assertThat(dropout("C2", Variant.PAPER)).containsExactly("0.5");
    assertThat(dropout("C2", Variant.AUTHORS))
        .containsExactly("0.3", "0.4", "0.4", "0.4", "0.4", "0.4", "0.4", "0.4", "0.5", "0.5");
  }

  private static List<String> dropout(String name, Variant variant) {
    return PaperNetworks.byName(name, variant).summary().stream()
        .filter(layer -> layer.layer().startsWith("Dropout "))
        .map(layer -> layer.layer().substring("Dropout ".length()))
        .toList();
  }

  /** C1: 16·16·64·75 + 4·4·64·1600 + 256·384 + 384·192 + 192·10 multiply-adds. */
  @Test
  void operationsOfC1() {
    Network c1 = PaperNetworks.byName("C1");
    long first = 2 * 16 * 16 * 64 * 75;
    long all = first + 2 * (4 * 4 * 64 * 1600 + 256 * 384 + 384 * 192 + 192 * 10);
    assertThat(c1.forwardFlops()).isEqualTo(all);
    assertThat(c1.gradientFlops()).isEqualTo(3 * all - first);
  }

  /** Uniform on ±√(6/(fan in + fan out)): its deviation is bound/√3. */
  @Test
  void theStartIsGlorotUniform() {
    Network c1 = PaperNetworks.byName("C1");
    try (PointerScope scope = new PointerScope()) {
      Tensor x = torch.zeros(c1.layout().dimension());
      c1.initialise(x, 5);
      for (ParameterLayout.Slot slot : c1.layout().slots()) {
        double[] values = Formula.read(slot.view(x));
        if (slot.name().equals("conv1.weight")) {
          double bound = Math.sqrt(6.0 / (64 * 25 + 64 * 25));
          double squares = 0;
          for (double value : values) {
            assertThat(Math.abs(value)).isLessThanOrEqualTo(bound);
            squares += value * value;
          }
          // the squares' mean is bound²/3 with a relative standard error of √(0.8/N)
          assertThat(squares / values.length)
              .isCloseTo(
                  bound * bound / 3,
                  within(bound * bound / 3 * 6 * Math.sqrt(0.8 / values.length)));
        } else if (slot.name().endsWith(".bias")) {
          assertThat(values).containsOnly(0);
        } else if (slot.name().startsWith("norm")) {
          assertThat(values).containsOnly(1);
        }
      }
    }
  }

  @Test
  void acceptsItsOwnPicturesOnly() {
    Network c1 = PaperNetworks.byName("C1");
    assertThat(c1.accepts(PointShape.image(3, 32, 32))).isTrue();
    assertThat(c1.accepts(PointShape.image(1, 32, 96))).isFalse();
    assertThat(c1.accepts(PointShape.vector(3072))).isFalse();
    assertThat(PaperNetworks.f1().accepts(PointShape.image(1, 28, 28))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2x64,3,3,1", "2×[64, 3, 3]", "x[64,3,3,1]", "2×[64, 2, 3, 1]"})
  void refusesOtherNotations(String notation) {
    SequentialBuilder builder = Sequential.named("x", PointShape.image(3, 8, 8));
    assertThatThrownBy(() -> builder.stack(notation)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unknownNames() {
    assertThatThrownBy(() -> PaperNetworks.byName("C5"))
        .isInstanceOf(UnknownNetworkException.class)
        .hasMessageContaining("F1, F2, C1, C2, C3, C4");
  }
}
