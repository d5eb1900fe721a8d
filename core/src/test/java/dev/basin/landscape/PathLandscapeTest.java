package dev.basin.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.Evaluation;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PathLandscapeTest {
  private final Network network =
      Sequential.named("small", PointShape.vector(12)).normalised(2, 9).softmax(4);
  private PointerScope scope;
  private Workers workers;
  private Dataset trainData;
  private Dataset testData;
  private DatasetObjective train;
  private DatasetObjective test;
  private Tensor xs;
  private Tensor xl;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
    workers = new Workers(2);
    trainData = Formula.dataset(50, 12, 4, 1_000, 70_000);
    testData = Formula.dataset(21, 12, 4, 200_000, 800_000);
    train = new DatasetObjective(network, trainData, 20, workers, new Cancellation());
    test = new DatasetObjective(network, testData, 20, workers, new Cancellation());
    int n = (int) network.layout().dimension();
    xs = Tensor.create(Formula.centred(5, n, 1)).to(torch.ScalarType.Float);
    xl = Tensor.create(Formula.centred(9_000, n, 1)).to(torch.ScalarType.Float);
  }

  @AfterEach
  void close() {
    trainData.close();
    testData.close();
    workers.close();
    scope.close();
  }

  private LandscapePoint at(Path path, double alpha) {
    return new PathLandscape(train, test).measure(path, xs, xl, List.of(alpha), point -> {}).get(0);
  }

  private LandscapePoint of(double alpha, Tensor x) {
    Evaluation onTrain = train.evaluate(x);
    Evaluation onTest = test.evaluate(x);
    return new LandscapePoint(
        alpha, onTrain.loss(), onTrain.accuracy(), onTest.loss(), onTest.accuracy());
  }

  @ParameterizedTest
  @EnumSource
  void theEndsAreTheSolutionsBitForBit(Path path) {
    assertThat(at(path, 0)).isEqualTo(of(0, xs));
    assertThat(at(path, 1)).isEqualTo(of(1, xl));
    assertThat(path.first(0)).isEqualTo(1);
    assertThat(path.second(0)).isEqualTo(0);
    assertThat(path.first(1)).isEqualTo(0);
    assertThat(path.second(1)).isEqualTo(1);
  }

  @Test
  void theLineIsAffineAndTheArcACircle() {
    for (double alpha : PathLandscape.grid(-1, 2, 25)) {
      assertThat(Path.LINE.first(alpha) + Path.LINE.second(alpha)).isCloseTo(1, within(1e-15));
      assertThat(Path.LINE.second(alpha)).isEqualTo(alpha);
      assertThat(Math.hypot(Path.ARC.first(alpha), Path.ARC.second(alpha)))
          .isCloseTo(1, within(1e-15));
      assertThat(Path.ARC.second(alpha)).isCloseTo(Math.sin(alpha * Math.PI / 2), within(1e-15));
    }
    assertThat(Path.ARC.first(-1)).isZero();
    assertThat(Path.ARC.second(-1)).isEqualTo(-1);
    assertThat(Path.ARC.first(2)).isEqualTo(-1);
    assertThat(Path.ARC.second(2)).isZero();
  }

  @Test
  void inBetweenTheWeightsAreCombined() {
    Tensor half = Tensor.create(middle(Formula.read(xs), Formula.read(xl)));
    assertThat(at(Path.LINE, 0.5)).isEqualTo(of(0.5, half));
  }

  private static double[] middle(double[] a, double[] b) {
    double[] middle = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      middle[i] = 0.5 * a[i] + 0.5 * b[i];
    }
    return middle;
  }

  @ParameterizedTest
  @EnumSource
  void theSolutionsAreLeftAloneAndEveryPointIsHeardOf(Path path) {
    Tensor small = xs.clone();
    Tensor large = xl.clone();
    List<LandscapePoint> heard = new ArrayList<>();
    List<Double> grid = PathLandscape.grid(-1, 2, 7);
    List<LandscapePoint> points =
        new PathLandscape(train, test).measure(path, xs, xl, grid, heard::add);
    assertThat(xs.equal(small)).isTrue();
    assertThat(xl.equal(large)).isTrue();
    assertThat(heard).isEqualTo(points);
    assertThat(points).map(LandscapePoint::alpha).isEqualTo(grid);
  }

  /** Twenty-five eighths are exact in binary, so NumPy's linspace gives the same numbers. */
  @Test
  void thePapersGrid() {
    List<Double> grid = PathLandscape.grid(-1, 2, 25);
    assertThat(grid).hasSize(25);
    for (int k = 0; k < 25; k++) {
      assertThat(grid.get(k)).isEqualTo(-1 + k * 0.125);
    }
  }

  /** {@code numpy.linspace(0, 1, 11)}, of which the fourth is not the nearest double to 0.3. */
  @Test
  void aGridThatIsNotExact() {
    assertThat(PathLandscape.grid(0, 1, 11))
        .containsExactly(
            0.0,
            0.1,
            0.2,
            0.30000000000000004,
            0.4,
            0.5,
            0.6000000000000001,
            0.7000000000000001,
            0.8,
            0.9,
            1.0);
  }

  @Test
  void aGridHasTwoEnds() {
    assertThat(PathLandscape.grid(3, -3, 2)).containsExactly(3.0, -3.0);
    assertThatThrownBy(() -> PathLandscape.grid(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("points is 1");
  }
}
