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
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaneLandscapeTest {
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

  private static PointLog memory(boolean withTest) {
    return PointLog.inMemory(new Measurement("plane", Map.of(), PlaneLandscape.columns(withTest)));
  }

  /** {@code f(x₀ + a d₁ + b d₂)} of a separable quadratic, from the six sums it is made of. */
  @Test
  void aQuadraticIsAQuadraticOnEveryPlane() {
    int n = 30;
    double[] h = Formula.centred(1, n, 4);
    double[] c = Formula.centred(100, n, 1);
    double[] x = Formula.centred(200, n, 1);
    double[] d = Formula.centred(300, n, 1);
    double[] e = Formula.centred(400, n, 1);
    double value = 0;
    double inD = 0;
    double inE = 0;
    double dd = 0;
    double de = 0;
    double ee = 0;
    for (int i = 0; i < n; i++) {
      value += 0.5 * h[i] * x[i] * x[i] + c[i] * x[i];
      inD += (h[i] * x[i] + c[i]) * d[i];
      inE += (h[i] * x[i] + c[i]) * e[i];
      dd += h[i] * d[i] * d[i];
      de += h[i] * d[i] * e[i];
      ee += h[i] * e[i] * e[i];
    }
    PlaneGrid grid = PlaneGrid.centred(1.5, 7);
    try (Plane plane = new Plane(Tensor.create(x), Tensor.create(d), Tensor.create(e))) {
      List<PlanePoint> points =
          new PlaneLandscape(SmoothFunction.quadratic(h, c), null)
              .measure(plane, grid.positions(), memory(false), point -> {});
      assertThat(points).hasSize(49);
      for (PlanePoint point : points) {
        double a = point.a();
        double b = point.b();
        double expected =
            value + a * inD + b * inE + 0.5 * a * a * dd + a * b * de + 0.5 * b * b * ee;
        assertThat(point.trainLoss()).isCloseTo(expected, within(1e-12));
        assertThat(point.trainAccuracy()).isEqualTo(-point.trainLoss());
        assertThat(point.testLoss()).isNull();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theCentreIsTheModelBitForBitAndTheModelIsLeftAlone(RandomDirection kind) throws Exception {
    Network network = Sequential.named("small", PointShape.vector(12)).normalised(2, 9).softmax(4);
    try (Workers workers = new Workers(2);
        Dataset trainData = Formula.dataset(50, 12, 4, 1_000, 70_000);
        Dataset testData = Formula.dataset(21, 12, 4, 200_000, 800_000)) {
      DatasetObjective train =
          new DatasetObjective(network, trainData, 20, workers, new Cancellation());
      DatasetObjective test =
          new DatasetObjective(network, testData, 20, workers, new Cancellation());
      Tensor x =
          Tensor.create(Formula.centred(5, (int) network.layout().dimension(), 1))
              .to(torch.ScalarType.Float);
      Tensor before = x.clone();
      Evaluation onTrain = train.evaluate(x);
      Evaluation onTest = test.evaluate(x);
      List<PlanePoint> heard = new ArrayList<>();
      try (Plane plane = Plane.random(x, kind, network.layout().filters(), 3);
          PointLog log = memory(true)) {
        List<PlanePoint> points =
            new PlaneLandscape(train, test)
                .measure(plane, PlaneGrid.centred(1, 5).positions(), log, heard::add);
        assertThat(points.get(12))
            .isEqualTo(
                new PlanePoint(
                    0, 0, onTrain.loss(), onTrain.accuracy(), onTest.loss(), onTest.accuracy()));
        assertThat(points.stream().map(PlanePoint::trainLoss).distinct()).hasSizeGreaterThan(20);
        assertThat(heard).isEqualTo(points);
      }
      assertThat(x.equal(before)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 25, 51, 101})
  void aCentredGridIsSymmetricAndHoldsTheOrigin(int points) {
    PlaneGrid grid = PlaneGrid.centred(0.7, points);
    assertThat(grid.a().get((points - 1) / 2)).isEqualTo(0.0);
    assertThat(grid.a().get(0)).isEqualTo(-0.7);
    assertThat(grid.a().get(points - 1)).isEqualTo(0.7);
    for (int k = 0; k < points; k++) {
      assertThat(grid.a().get(k)).isEqualTo(-grid.a().get(points - 1 - k) + 0.0);
    }
    assertThat(grid.positions()).contains(PlanePosition.ORIGIN).hasSize(points * points);
  }

  @Test
  void aGridAroundPlacesHasItsMargin() {
    PlaneGrid grid =
        PlaneGrid.around(
            List.of(PlanePosition.ORIGIN, new PlanePosition(10, 0), new PlanePosition(4, 5)),
            0.1,
            4);
    assertThat(grid.a()).containsExactly(-1.0, 3.0, 7.0, 11.0);
    assertThat(grid.b()).containsExactly(-1.0, -1 + (6.0 - -1) / 3, -1 + 2 * ((6.0 - -1) / 3), 6.0);
    assertThat(grid.positions().get(1)).isEqualTo(new PlanePosition(3, -1));
  }

  @Test
  void refusesGridsThatAreNone() {
    assertThatThrownBy(() -> PlaneGrid.centred(1, 4)).hasMessageContaining("points is 4");
    assertThatThrownBy(() -> PlaneGrid.centred(1, 1)).hasMessageContaining("points is 1");
    assertThatThrownBy(() -> PlaneGrid.centred(0, 3)).hasMessageContaining("span is 0.0");
    assertThatThrownBy(() -> PlaneGrid.centred(Double.NaN, 3)).hasMessageContaining("span");
    List<PlanePosition> line = List.of(PlanePosition.ORIGIN, new PlanePosition(1, 0));
    assertThatThrownBy(() -> PlaneGrid.around(line, 0, 3)).hasMessageContaining("one line");
    assertThatThrownBy(() -> PlaneGrid.around(line, -1, 3)).hasMessageContaining("margin is -1.0");
  }
}
