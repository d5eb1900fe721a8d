package dev.basin.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Segment;
import dev.basin.landscape.NeighbourhoodResult.AtRadius;
import dev.basin.objective.EvaluatedFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourhoodTest {
  private static final long SEED = 5;
  private static final Measurement MEASUREMENT =
      new Measurement("neighbourhood", Map.of("seed", "5"), Neighbourhood.COLUMNS);
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

  private static NeighbourhoodResult sample(
      EvaluatedFunction f, double[] x, int directions, Double... radii) {
    NeighbourhoodConfig config =
        new NeighbourhoodConfig(RandomDirection.SPHERE, directions, List.of(radii), SEED);
    return new Neighbourhood(f, config)
        .measure(Tensor.create(x), List.of(), PointLog.inMemory(MEASUREMENT), point -> {});
  }

  /** {@code ½ k ‖z − x‖²} rises by {@code ½ k r² ‖x‖²} along every direction. */
  @Test
  void anIsotropicBowlIsSteepEverywhereOrNowhere() {
    double[] x = {1, 2, 2};
    SmoothFunction f =
        new SmoothFunction(
            z -> 7 + 2 * (Math.pow(z[0] - 1, 2) + Math.pow(z[1] - 2, 2) + Math.pow(z[2] - 2, 2)));
    List<AtRadius> summary = sample(f, x, 50, 0.1, 0.5).summary(0.2);
    assertThat(summary.get(0).median()).isCloseTo(2 * 0.01 * 9, within(1e-12));
    assertThat(summary.get(0).steep()).isEqualTo(Proportion.of(0, 50));
    assertThat(summary.get(1).largest()).isCloseTo(2 * 0.25 * 9, within(1e-12));
    assertThat(summary.get(1).steep()).isEqualTo(Proportion.of(50, 50));
  }

  /**
   * In three dimensions the height on a sphere is uniform (Archimedes), so a linear function rises
   * by more than t along the share {@code (1 − t/(r ‖c‖ ‖x‖))/2} of directions.
   */
  @Test
  void aLinearFunctionInThreeDimensions() {
    double[] c = {2, -1, 2};
    double[] x = {1, 2, 2};
    SmoothFunction f = SmoothFunction.quadratic(new double[3], c);
    int directions = 2000;
    for (double threshold : new double[] {0.5, 3, 8}) {
      double expected = (1 - threshold / 9) / 2;
      Proportion steep = sample(f, x, directions, 1.0).summary(threshold).get(0).steep();
      assertThat(expected).as("seed " + SEED + ", " + steep).isBetween(steep.low(), steep.high());
      assertThat(steep.high() - steep.low()).isLessThan(0.05);
    }
  }

  /**
   * A function that is curved in one of n dimensions only: {@code d₁²/‖d‖²} is Beta(½, (n−1)/2),
   * and the rise is {@code ½ k r² ‖x‖²} times that.
   */
  @Test
  void oneSteepDimensionOfTwenty() {
    int n = 20;
    double[] x = new double[n];
    Arrays.fill(x, 1);
    double k = 30;
    SmoothFunction f = new SmoothFunction(z -> 0.5 * k * Math.pow(z[3] - 1, 2));
    double threshold = 20;
    double expected =
        1
            - new BetaDistribution(0.5, (n - 1) / 2.0)
                .cumulativeProbability(threshold / (0.5 * k * n));
    Proportion steep = sample(f, x, 2000, 1.0).summary(threshold).get(0).steep();
    assertThat(expected).as("seed " + SEED + ", " + steep).isBetween(steep.low(), steep.high());
    assertThat(expected).isBetween(0.1, 0.9);
  }

  @Test
  void aLossThatIsNotFiniteIsSteep() {
    SmoothFunction f = new SmoothFunction(z -> z[0] > 1 ? Double.NaN : z[0]);
    NeighbourhoodResult result = sample(f, new double[] {1, 0}, 40, 0.5);
    AtRadius at = result.summary(1e9).get(0);
    assertThat(at.steep().successes()).isBetween(1L, 39L);
    assertThat(at.largest()).isInfinite();
  }

  @Test
  void theFirstPointIsTheCentreAndEveryPointIsHeardOf() {
    double[] x = {1, 2, 3, 4};
    Tensor weights = Tensor.create(x);
    SmoothFunction f = SmoothFunction.quadratic(new double[] {1, 2, 3, 4}, new double[4]);
    NeighbourhoodConfig config =
        new NeighbourhoodConfig(RandomDirection.FILTER, 3, List.of(0.2, 0.1), SEED);
    List<NeighbourhoodPoint> heard = new ArrayList<>();
    NeighbourhoodResult result =
        new Neighbourhood(f, config)
            .measure(
                weights,
                List.of(new Segment("a", 0, 2), new Segment("b", 2, 1)),
                PointLog.inMemory(MEASUREMENT),
                heard::add);
    assertThat(result.centre().loss()).isEqualTo(f.evaluate(weights).loss());
    assertThat(heard).hasSize(config.evaluations());
    assertThat(heard.subList(1, 7)).isEqualTo(result.points());
    assertThat(result.points()).extracting(NeighbourhoodPoint::radius).startsWith(0.2, 0.1, 0.2);
    assertThat(weights.equal(Tensor.create(x))).isTrue();
  }

  @Test
  void goesOnFromItsFile(@TempDir Path directory) throws Exception {
    double[] x = {1, 2, 3};
    SmoothFunction f = SmoothFunction.quadratic(new double[] {1, 2, 3}, new double[3]);
    NeighbourhoodConfig config =
        new NeighbourhoodConfig(RandomDirection.SPHERE, 4, List.of(0.1, 1.0), SEED);
    Path whole = directory.resolve("whole");
    NeighbourhoodResult expected = measure(whole, f, config, x);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = directory.resolve("cut");
    for (int length = 0; length <= bytes.length; length += 7) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThat(measure(cut, f, config, x)).isEqualTo(expected);
      assertThat(Files.readAllBytes(cut)).isEqualTo(bytes);
    }
  }

  private static NeighbourhoodResult measure(
      Path file, EvaluatedFunction f, NeighbourhoodConfig config, double[] x) throws Exception {
    try (PointLog log = PointLog.open(file, MEASUREMENT)) {
      return new Neighbourhood(f, config).measure(Tensor.create(x), List.of(), log, point -> {});
    }
  }

  @Test
  void refusesWhatCannotBeSampled() {
    assertThatThrownBy(() -> new NeighbourhoodConfig(RandomDirection.SPHERE, 0, List.of(1.0), 1))
        .hasMessageContaining("directions is 0");
    assertThatThrownBy(() -> new NeighbourhoodConfig(RandomDirection.SPHERE, 1, List.of(), 1))
        .hasMessageContaining("radii");
    assertThatThrownBy(() -> new NeighbourhoodConfig(RandomDirection.SPHERE, 1, List.of(-1.0), 1))
        .hasMessageContaining("-1.0");
    assertThatThrownBy(
            () -> new NeighbourhoodConfig(RandomDirection.SPHERE, 1, List.of(1.0, 1.0), 1))
        .hasMessageContaining("different");
    SmoothFunction f = SmoothFunction.quadratic(new double[2], new double[2]);
    assertThatThrownBy(() -> sample(f, new double[2], 1, 1.0))
        .hasMessageContaining("all weights are 0");
  }
}
