package dev.basin.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.Formula;
import dev.basin.Golden;
import dev.basin.engine.DimensionMismatchException;
import dev.basin.engine.NativeRuntime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaperNetworksTest {
  private final Network f1 = PaperNetworks.f1();
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

  private double[] start(long seed) {
    Tensor x = torch.full(new long[] {f1.layout().dimension()}, new Scalar(7.0));
    f1.initialise(x, seed);
    return Formula.read(x);
  }

  private static double[] filled(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] part(double[] x, ParameterLayout.Slot slot) {
    return Arrays.copyOfRange(x, (int) slot.offset(), (int) (slot.offset() + slot.size()));
  }

  /**
   * Products in chunks of 5,000 and 10,000 points, alone and two at once, took 137 to 154 kB a
   * point (the differences of the process's peaks).
   */
  @Test
  void whatAProductWithTheHessianTakesIsNotUnderrated() {
    assertThat(f1.hessianBytes()).isBetween(154_000L - 1_000, 200_000L);
  }

  @Test
  void f1HasThePapersSizes() {
    // 784·512 + 512 = 401,920; 4 (512·512 + 512) = 1,050,624; 512·10 + 10 = 5,130; 5·2·512 = 5,120
    assertThat(f1.layout().dimension()).isEqualTo(401_920 + 1_050_624 + 5_130 + 5_120);
    assertThat(f1.layout().dimension()).isEqualTo(1_462_794);
    assertThat(f1.inputs()).isEqualTo(784);
    assertThat(f1.classes()).isEqualTo(10);
    assertThat(f1.name()).isEqualTo("F1");
    // multiply-adds of one point: 784·512 + 4·512·512 + 512·10 = 1,455,104
    assertThat(f1.forwardFlops()).isEqualTo(2 * 1_455_104);
    // backward: as many again for the weights, and for the inputs of all layers but the first
    assertThat(f1.gradientFlops()).isEqualTo(6 * 1_455_104 - 2 * 784 * 512);
  }

  @Test
  void f1sTensorsLieInOrderWithoutGaps() {
    List<ParameterLayout.NamedShape> expected = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      long in = k == 0 ? 784 : 512;
      long out = k == 5 ? 10 : 512;
      expected.add(new ParameterLayout.NamedShape("linear" + k + ".weight", List.of(out, in)));
      expected.add(new ParameterLayout.NamedShape("linear" + k + ".bias", List.of(out)));
    }
    for (int k = 0; k < 5; k++) {
      expected.add(new ParameterLayout.NamedShape("norm" + k + ".weight", List.of(512L)));
      expected.add(new ParameterLayout.NamedShape("norm" + k + ".bias", List.of(512L)));
    }
    assertThat(f1.layout().slots())
        .map(slot -> new ParameterLayout.NamedShape(slot.name(), slot.shape()))
        .containsExactlyElementsOf(expected);
    long offset = 0;
    for (ParameterLayout.Slot slot : f1.layout().slots()) {
      assertThat(slot.offset()).as(slot.name()).isEqualTo(offset);
      offset += slot.size();
    }
    assertThat(offset).isEqualTo(f1.layout().dimension());
  }

  @Test
  void f1sLayoutIsThatOfTheGoldenFiles() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(Golden.file("f1/reference.json").toFile());
    assertThat(f1.layout().dimension()).isEqualTo(golden.get("parameters").asLong());
    List<String> expected = new ArrayList<>();
    golden
        .get("layout")
        .forEach(tensor -> expected.add(tensor.get(0).asText() + " " + tensor.get(1)));
    assertThat(f1.layout().slots())
        .map(slot -> slot.name() + " " + slot.shape().toString().replace(" ", ""))
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, -7})
  void startsGlorotUniform(long seed) {
    double[] x = start(seed);
    for (ParameterLayout.Slot slot : f1.layout().slots()) {
      double[] values = part(x, slot);
      if (slot.shape().size() == 1) {
        double constant = slot.name().matches("norm\\d\\.weight") ? 1 : 0;
        assertThat(values).as(slot.name()).isEqualTo(filled(values.length, constant));
        continue;
      }
      double bound = Math.sqrt(6.0 / (slot.shape().get(0) + slot.shape().get(1)));
      double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
      // with 5,120 numbers or more the largest is below 0.99 of the bound once in e^51 times
      assertThat(largest).as(slot.name()).isBetween(0.99 * bound, bound * (1 + 1e-7));
      double count = values.length;
      double variance = bound * bound / 3;
      double mean = Arrays.stream(values).average().orElseThrow();
      assertThat(mean).as(slot.name()).isCloseTo(0, within(5 * Math.sqrt(variance / count)));
      double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
      // a uniform number's fourth moment is 9/5 of its variance squared
      assertThat(square)
          .as(slot.name())
          .isCloseTo(variance, within(5 * variance * Math.sqrt(0.8 / count)));
    }
  }

  @Test
  void theSeedAloneDecidesTheStart() {
    assertThat(start(11)).isEqualTo(start(11));
    double[] one = start(11);
    double[] other = start(12);
    for (ParameterLayout.Slot slot : f1.layout().slots()) {
      if (slot.shape().size() == 2) {
        assertThat(part(one, slot)).as(slot.name()).isNotEqualTo(part(other, slot));
      }
    }
  }

  @Test
  void twoLayersDoNotShareTheirNumbers() {
    double[] x = start(5);
    List<ParameterLayout.Slot> slots = f1.layout().slots();
    assertThat(part(x, slots.get(2))).isNotEqualTo(part(x, slots.get(4)));
  }

  @Test
  void namesAreKnownInEitherCase() {
    assertThat(PaperNetworks.names()).contains("F1");
    assertThat(PaperNetworks.byName("f1").name()).isEqualTo("F1");
    assertThatThrownBy(() -> PaperNetworks.byName("F9"))
        .isInstanceOf(UnknownNetworkException.class)
        .hasMessageContaining("F9")
        .hasMessageContaining("F1");
  }

  @Test
  void aVectorOfAnotherLengthIsRefused() {
    Tensor shorter = torch.zeros(f1.layout().dimension() - 1);
    assertThatThrownBy(() -> Parameters.of(f1.layout(), shorter))
        .isInstanceOf(DimensionMismatchException.class)
        .hasMessageContaining("1462794");
    assertThatThrownBy(() -> f1.initialise(shorter, 1))
        .isInstanceOf(DimensionMismatchException.class);
  }
}
