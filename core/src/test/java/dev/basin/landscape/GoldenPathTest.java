package dev.basin.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.F1Golden;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both paths between two trained F1 networks, all of MNIST, against PyTorch. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenPathTest {
  private static final int POINTS = 25;

  /**
   * Both programs round the logits in float32, in another order of summation, and average in
   * float64: up to 8e-7 was seen, at losses from 2e-5 to 25 alike.
   */
  private static final double RELATIVE = 1e-5;

  /** Percentage points: one of the 10,000 test points is 0.01, and one was seen to change sides. */
  private static final double ACCURACY = 0.02;

  private F1Golden golden;
  private Tensor small;
  private Tensor large;

  @BeforeAll
  void load() throws IOException {
    golden = new F1Golden();
    small = golden.weights("small");
    large = golden.weights("large");
  }

  @AfterAll
  void close() {
    if (golden != null) {
      golden.close();
    }
  }

  static Stream<Arguments> points() {
    return Stream.of(Path.values())
        .flatMap(path -> IntStream.range(0, POINTS).mapToObj(index -> Arguments.of(path, index)));
  }

  @ParameterizedTest(name = "{0}, point {1}")
  @MethodSource("points")
  void agreesWithPyTorch(Path path, int index) {
    JsonNode row =
        golden.reference.get(path == Path.LINE ? "linear" : "curved").get("rows").get(index);
    double alpha = PathLandscape.grid(-1, 2, POINTS).get(index);
    assertThat(alpha).isEqualTo(row.get(0).asDouble());
    LandscapePoint point =
        new PathLandscape(golden.train, golden.test)
            .measure(path, small, large, List.of(alpha), done -> {})
            .get(0);
    assertLoss(point.trainLoss(), row.get(1).asDouble());
    assertThat(point.trainAccuracy()).isCloseTo(row.get(2).asDouble(), within(ACCURACY));
    assertLoss(point.testLoss(), row.get(3).asDouble());
    assertThat(point.testAccuracy()).isCloseTo(row.get(4).asDouble(), within(ACCURACY));
  }

  private static void assertLoss(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(RELATIVE * expected));
  }
}
