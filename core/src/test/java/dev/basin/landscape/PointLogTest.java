package dev.basin.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.engine.NativeRuntime;
import dev.basin.objective.EvaluatedFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointLogTest {
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(Map.of("data", "señal", "seed", "1", "weights", "0123abcd"));
  private static final Measurement MEASUREMENT =
      new Measurement("plane", SETTINGS, PlaneLandscape.columns(false));
  private static final List<PlanePosition> POSITIONS = PlaneGrid.centred(1, 3).positions();

  @TempDir Path directory;

  /** A function with values that have many digits, none and no finite one. */
  private static final SmoothFunction F =
      new SmoothFunction(
          z -> z[0] == 1 ? Double.POSITIVE_INFINITY : z[1] == 1 ? Double.NaN : Math.exp(z[0]) / 3);

  private List<PlanePoint> measure(Path file, int most) throws IOException {
    NativeRuntime.start();
    AtomicInteger asked = new AtomicInteger();
    EvaluatedFunction limited =
        x -> {
          if (asked.incrementAndGet() > most) {
            throw new CancellationException("stopped");
          }
          return F.evaluate(x);
        };
    try (PointerScope scope = new PointerScope();
        Plane plane =
            new Plane(
                Tensor.create(new double[] {0, 0, 0}),
                Tensor.create(new double[] {1, 0, 0}),
                Tensor.create(new double[] {0, 1, 0}));
        PointLog log = PointLog.open(file, MEASUREMENT)) {
      return new PlaneLandscape(limited, null).measure(plane, POSITIONS, log, point -> {});
    }
  }

  @Test
  void goesOnFromWhereverItWasCut() throws IOException {
    Path whole = directory.resolve("whole.tsv");
    List<PlanePoint> expected = measure(whole, 100);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = directory.resolve("cut.tsv");
    for (int length = 0; length <= bytes.length; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThat(measure(cut, 100)).as("cut at %d", length).isEqualTo(expected);
      assertThat(Files.readAllBytes(cut)).as("cut at %d", length).isEqualTo(bytes);
    }
  }

  @Test
  void aStopLosesNothingThatWasMeasured() throws IOException {
    Path file = directory.resolve("points.tsv");
    for (int round = 0; round < 4; round++) {
      assertThatThrownBy(() -> measure(file, 2)).isInstanceOf(CancellationException.class);
    }
    assertThat(measure(file, 1)).hasSize(9);
    assertThat(measure(file, 0)).isEqualTo(measure(directory.resolve("other.tsv"), 9));
  }

  @Test
  void isPlainText() throws IOException {
    Path file = directory.resolve("points.tsv");
    measure(file, 100);
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    assertThat(lines.subList(0, 5))
        .containsExactly(
            "# basin plane 1",
            "# data=señal",
            "# seed=1",
            "# weights=0123abcd",
            "# columns=a b trainLoss trainAccuracy");
    assertThat(lines.get(5)).matches("# sha256=[0-9a-f]{64}");
    assertThat(lines.get(6)).isEqualTo("a\tb\ttrainLoss\ttrainAccuracy");
    assertThat(lines.get(7)).startsWith("-1.0\t-1.0\t0.1226");
    assertThat(lines).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "weights", "data"})
  void refusesPointsOfAnotherMeasurement(String setting) throws IOException {
    Path file = directory.resolve("points.tsv");
    measure(file, 100);
    byte[] before = Files.readAllBytes(file);
    Map<String, String> other = new TreeMap<>(SETTINGS);
    other.put(setting, "other");
    assertRefused(
        file,
        new Measurement("plane", other, MEASUREMENT.columns()),
        setting + " is '" + SETTINGS.get(setting) + "' there and 'other' here");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void refusesAnotherKindAndOtherFiles() throws IOException {
    Path file = directory.resolve("points.tsv");
    measure(file, 100);
    assertRefused(
        file,
        new Measurement("trajectory", SETTINGS, MEASUREMENT.columns()),
        "it is of 'basin plane 1', not of 'basin trajectory 1'");
    Files.writeString(file, "these are my notes\n");
    assertRefused(file, MEASUREMENT, "it does not begin with '# basin plane 1'");
    assertThat(file).hasContent("these are my notes\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0\t1.0\tx\t1.0\n", "0.0\t1.0\n", "\n", "\0\0\0\0\n"})
  void refusesDamage(String line) throws IOException {
    Path file = directory.resolve("points.tsv");
    Files.writeString(file, MEASUREMENT.header() + line);
    assertRefused(file, MEASUREMENT, "is damaged: point 1", "expected 4 numbers");
  }

  @Test
  void refusesPointsThatAreNotWhereTheyShouldBe() throws IOException {
    Path file = directory.resolve("points.tsv");
    Files.writeString(file, MEASUREMENT.header() + "-1.0\t-0.5\t1.0\t1.0\n");
    assertThatThrownBy(() -> measure(file, 100))
        .isInstanceOf(PointLogException.class)
        .hasMessageContaining("point 1 has b = -0.5; expected -1.0");
  }

  @Test
  void oneRunAtATime() throws IOException {
    Path file = directory.resolve("points.tsv");
    try (PointLog first = PointLog.open(file, MEASUREMENT)) {
      assertThat(first.size()).isZero();
      assertRefused(file, MEASUREMENT, "is being written by another run");
    }
    assertThat(measure(file, 100)).hasSize(9);
  }

  private static void assertRefused(Path file, Measurement measurement, String... said) {
    assertThatThrownBy(() -> PointLog.open(file, measurement).close())
        .isInstanceOf(PointLogException.class)
        .message()
        .contains(said);
  }
}
