package dev.basin.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContoursTest {
  private static final int SIDE = 41;

  private static double[][] grid(DoubleBinaryOperator f) {
    double[][] v = new double[SIDE][SIDE];
    for (int j = 0; j < SIDE; j++) {
      for (int i = 0; i < SIDE; i++) {
        v[j][i] = f.applyAsDouble(i - 20, j - 20);
      }
    }
    return v;
  }

  @ParameterizedTest
  @ValueSource(doubles = {3.3, 10, 19.5})
  void theContourOfACone(double radius) {
    List<double[][]> lines = Contours.lines(grid(Math::hypot), radius);
    assertThat(lines).hasSize(1);
    double[][] ring = lines.get(0);
    assertThat(ring[ring.length - 1]).containsExactly(ring[0]);
    for (double[] point : ring) {
      assertThat(Math.hypot(point[0] - 20, point[1] - 20)).isCloseTo(radius, within(0.1));
    }
  }

  @Test
  void theContoursOfAPlaneAreExactAndReachBothSides() {
    List<double[][]> lines = Contours.lines(grid((x, y) -> x + 0.5 * y), 2.25);
    assertThat(lines).hasSize(1);
    for (double[] point : lines.get(0)) {
      assertThat(point[0] - 20 + 0.5 * (point[1] - 20)).isCloseTo(2.25, within(1e-12));
    }
    assertThat(lines.get(0)[0][1] + lines.get(0)[lines.get(0).length - 1][1]).isEqualTo(40);
  }

  @Test
  void atASaddleTheHighCornersAreJoined() {
    double[][] saddle = {{1, 0}, {0, 1}};
    List<double[][]> lines = Contours.lines(saddle, 0.5);
    assertThat(lines).hasSize(2);
    for (double[][] line : lines) {
      boolean aroundLowerRight = Arrays.stream(line).allMatch(p -> p[0] - p[1] >= 0.5 - 1e-12);
      boolean aroundUpperLeft = Arrays.stream(line).allMatch(p -> p[1] - p[0] >= 0.5 - 1e-12);
      assertThat(aroundLowerRight || aroundUpperLeft).isTrue();
    }
  }

  @Test
  void noLineThroughWhatIsNotKnown() {
    double[][] v = grid((x, y) -> x == 0 && y == 0 ? Double.NaN : x + 0.25);
    List<double[][]> lines = Contours.lines(v, 0);
    assertThat(lines).hasSize(2);
  }

  /** What is above and what is below neither overlap nor leave a gap. */
  @ParameterizedTest
  @ValueSource(doubles = {-2, -0.5, -0.1, 0.3, 0.7})
  void aboveAndBelowCoverTheGrid(double level) {
    DoubleBinaryOperator f = (x, y) -> Math.sin(x / 3) * Math.cos(y / 4);
    double above = area(Bands.above(grid(f), level));
    double below = area(Bands.above(grid((x, y) -> -f.applyAsDouble(x, y)), -level));
    assertThat(above + below).isCloseTo(1600, within(1e-9));
  }

  @Test
  void theAreaOfADisc() {
    double outside = area(Bands.above(grid(Math::hypot), 15));
    assertThat(1600 - outside).isCloseTo(Math.PI * 225, within(3.0));
  }

  private static double area(List<double[][]> polygons) {
    return polygons.stream().mapToDouble(ContoursTest::area).sum();
  }

  private static double area(double[][] polygon) {
    double twice = 0;
    for (int k = 0; k < polygon.length; k++) {
      double[] a = polygon[k];
      double[] b = polygon[(k + 1) % polygon.length];
      twice += a[0] * b[1] - b[0] * a[1];
    }
    assertThat(twice).isNotNegative();
    return twice / 2;
  }
}
