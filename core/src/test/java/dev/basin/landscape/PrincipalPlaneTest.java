package dev.basin.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.engine.DimensionMismatchException;
import dev.basin.engine.NativeRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrincipalPlaneTest {
  private static final int N = 12;
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

  /** Weights in memory. */
  private record Listed(List<double[]> rows) implements Iterates {
    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public Tensor get(int k) {
      return Tensor.create(rows.get(k));
    }
  }

  private static double[] unit(int axis, double length) {
    double[] e = new double[N];
    e[axis] = length;
    return e;
  }

  private static double[] sum(double[]... terms) {
    double[] sum = new double[N];
    for (double[] term : terms) {
      for (int i = 0; i < N; i++) {
        sum[i] += term[i];
      }
    }
    return sum;
  }

  /** Iterates at last + s p + t q for orthogonal p, q: two components explain everything. */
  @Test
  void aTrajectoryInAPlaneIsFoundWhole() {
    double[] last = Formula.centred(50, N, 1);
    double[][] at = {{5, 1}, {4, -1}, {2, 1.5}, {1, 0.25}, {0, 0}};
    List<double[]> rows = new ArrayList<>();
    for (double[] place : at) {
      rows.add(sum(last, unit(2, 0.6 * place[0]), unit(7, 0.8 * place[0]), unit(4, place[1])));
    }
    PrincipalPlane principal = PrincipalPlane.of(new Listed(rows));
    try (Plane plane = principal.plane()) {
      assertThat(principal.explained()).hasSize(4);
      assertThat(principal.explained().get(0) + principal.explained().get(1))
          .isCloseTo(1, within(1e-14));
      assertThat(principal.distances()).allMatch(distance -> distance < 1e-6);
      for (int k = 0; k < rows.size(); k++) {
        assertThat(Formula.read(plane.at(principal.positions().get(k))))
            .containsExactly(rows.get(k), within(1e-12));
        PlanePosition found = principal.positions().get(k);
        assertThat(Math.hypot(found.a(), found.b()))
            .isCloseTo(Math.hypot(at[k][0], at[k][1]), within(1e-12));
      }
      assertThat(principal.positions().get(0).a()).isPositive();
      assertThat(principal.positions().get(0).b()).isNotNegative();
      assertThat(principal.positions().get(4)).isEqualTo(PlanePosition.ORIGIN);
    }
  }

  /** Differences along four axes with squares 16, 9, 4 and 1: shares of 30. */
  @Test
  void sharesOfTheVariance() {
    double[] last = Formula.centred(9, N, 1);
    Listed iterates =
        new Listed(
            List.of(
                sum(last, unit(0, 2)),
                sum(last, unit(1, -4)),
                sum(last, unit(5, 1)),
                sum(last, unit(9, 3)),
                last));
    PrincipalPlane principal = PrincipalPlane.of(iterates);
    try (Plane plane = principal.plane()) {
      double[] expected = {16 / 30.0, 9 / 30.0, 4 / 30.0, 1 / 30.0};
      for (int k = 0; k < 4; k++) {
        assertThat(principal.explained().get(k)).isCloseTo(expected[k], within(1e-14));
      }
      assertThat(principal.distances().get(0)).isCloseTo(2, within(1e-7));
      assertThat(principal.distances().get(1)).isCloseTo(0, within(1e-7));
      assertThat(principal.distances().get(2)).isCloseTo(1, within(1e-7));
      assertThat(principal.distances().get(4)).isZero();
      double[] first = Formula.read(plane.at(new PlanePosition(1, 0)));
      assertThat(Math.abs(first[1] - last[1])).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void onALineTheSecondComponentIsNothing() {
    double[] last = Formula.centred(9, N, 1);
    Listed iterates = new Listed(List.of(sum(last, unit(3, 2)), sum(last, unit(3, 1)), last));
    PrincipalPlane principal = PrincipalPlane.of(iterates);
    try (Plane plane = principal.plane()) {
      assertThat(principal.explained().get(0)).isCloseTo(1, within(1e-14));
      assertThat(principal.positions()).allMatch(position -> position.b() == 0);
      assertThat(Formula.read(plane.at(new PlanePosition(2, 5))))
          .containsExactly(sum(last, unit(3, 2)), within(1e-12));
    }
  }

  /** The projection of an iterate off the plane has another loss; the last one's is the same. */
  @Test
  void trueAndProjectedLoss() throws Exception {
    double[] last = new double[N];
    last[11] = 0.5;
    Listed iterates =
        new Listed(
            List.of(
                sum(last, unit(0, 4), unit(5, 0.1)),
                sum(last, unit(1, 2)),
                sum(last, unit(0, 1)),
                last));
    double[] h = new double[N];
    h[0] = 2;
    h[5] = 800;
    h[11] = 8;
    SmoothFunction f = SmoothFunction.quadratic(h, new double[N]);
    PrincipalPlane principal = PrincipalPlane.of(iterates);
    try (Plane plane = principal.plane();
        PointLog log =
            PointLog.inMemory(new Measurement("trajectory", Map.of(), Trajectory.COLUMNS))) {
      List<TrajectoryPoint> points =
          new Trajectory(f).measure(iterates, principal, log, point -> {});
      assertThat(points.get(0).loss()).isCloseTo(16 + 4 + 1, within(1e-12));
      assertThat(points.get(0).projectedLoss())
          .isEqualTo(f.evaluate(plane.at(points.get(0).position())).loss());
      assertThat(points.get(0).projectedLoss()).isNotCloseTo(21, within(0.05));
      assertThat(points.get(3).loss()).isEqualTo(1);
      assertThat(points.get(3).projectedLoss()).isEqualTo(1);
      assertThat(points).extracting(TrajectoryPoint::iterate).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void refusesWhatIsNoTrajectory() {
    double[] x = new double[N];
    assertThatThrownBy(() -> PrincipalPlane.of(new Listed(List.of(x, x))))
        .hasMessageContaining("2 iterates");
    assertThatThrownBy(() -> PrincipalPlane.of(new Listed(List.of(x, x, x))))
        .hasMessageContaining("all equal");
    assertThatThrownBy(
            () -> PrincipalPlane.of(new Listed(List.of(unit(0, 1), new double[N - 1], x))))
        .isInstanceOf(DimensionMismatchException.class)
        .hasMessageContaining("iterate 1");
  }
}
