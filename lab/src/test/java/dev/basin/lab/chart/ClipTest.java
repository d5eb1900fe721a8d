package dev.basin.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClipTest {

  private static final double NAN = Double.NaN;

  @Test
  void whatLiesInsideStays() {
    double[][] points = {{0, 0}, {0.5, 1}, {1, 0.25}};
    List<double[][]> pieces = Clip.pieces(points);
    assertThat(pieces).hasSize(1);
    assertThat(pieces.get(0)).isDeepEqualTo(points);
  }

  @Test
  void whatLeavesIsCutAtTheEdge() {
    List<double[][]> pieces = Clip.pieces(new double[][] {{0, 0.5}, {0.5, 1.5}, {1, 0.5}});
    assertThat(pieces).hasSize(2);
    assertThat(pieces.get(0)).isDeepEqualTo(new double[][] {{0, 0.5}, {0.25, 1}});
    assertThat(pieces.get(1)).isDeepEqualTo(new double[][] {{0.75, 1}, {1, 0.5}});
  }

  @Test
  void aCurveCrossingTheWholeSquareIsKept() {
    assertThat(Clip.pieces(new double[][] {{0.5, -1}, {0.5, 2}}).get(0))
        .isDeepEqualTo(new double[][] {{0.5, 0}, {0.5, 1}});
  }

  @Test
  void whatIsNotFiniteIsAGap() {
    List<double[][]> pieces =
        Clip.pieces(
            new double[][] {
              {0, 0},
              {0.1, 0.1},
              {0.2, NAN},
              {0.3, 0.3},
              {0.4, Double.POSITIVE_INFINITY},
              {0.5, 0.5},
              {0.6, 0.6}
            });
    assertThat(pieces).hasSize(2);
    assertThat(pieces.get(1)).isDeepEqualTo(new double[][] {{0.5, 0.5}, {0.6, 0.6}});
  }

  @Test
  void aPointBetweenGapsIsShownAsAPoint() {
    double[][] points = {{0, 0.5}, {0.1, NAN}, {0.5, 0.5}, {0.6, 0.5}, {0.7, NAN}, {1, 2}};
    assertThat(Clip.lonePoints(points)).hasSize(1).first().isEqualTo(points[0]);
    assertThat(Clip.lonePoints(new double[][] {{0.5, 0.5}})).hasSize(1);
  }

  @Test
  void nothingVisibleIsNothing() {
    assertThat(Clip.pieces(new double[][] {{0, 2}, {1, 3}})).isEmpty();
    assertThat(Clip.pieces(new double[][] {{0, 2}})).isEmpty();
    assertThat(Clip.pieces(new double[0][])).isEmpty();
  }
}
