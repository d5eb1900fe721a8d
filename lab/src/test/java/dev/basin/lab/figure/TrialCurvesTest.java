package dev.basin.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.lab.chart.Band;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Layer;
import dev.basin.lab.chart.Marker;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.stats.Scale;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialCurvesTest {
  private static final Pen PEN = Pen.solid(Ink.SMALL, 2);

  /** t(0.975, 2) from the tables of Student's distribution. */
  private static final double T2 = 4.302652729911275;

  private static TrialCurves.Trial trial(boolean enters, double... values) {
    Series.Point[] points = new Series.Point[values.length];
    Arrays.setAll(points, k -> new Series.Point(k + 1, values[k]));
    return new TrialCurves.Trial(List.of(points), enters);
  }

  private static TrialCurves curves(Scale scale, TrialCurves.Trial... trials) {
    return new TrialCurves(scale, List.of(trials), false, PEN);
  }

  private static <T extends Layer> List<T> drawn(TrialCurves curves, Class<T> kind) {
    return TrialCurves.layers(List.of(curves)).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  @Test
  void threeTrialsHaveTheMeanInTheBandOfItsInterval() {
    TrialCurves curves =
        curves(Scale.LINEAR, trial(true, 1, 10), trial(true, 2, 20), trial(true, 3, 60));
    List<Series> lines = drawn(curves, Series.class);
    assertThat(lines).hasSize(4);
    assertThat(lines.subList(0, 3)).allMatch(line -> line.pen().width() == 1);
    assertThat(lines.get(3).points())
        .containsExactly(new Series.Point(1, 2), new Series.Point(2, 30));
    Band band = drawn(curves, Band.class).get(0);
    // mean ± t s / √n with s = 1
    assertThat(band.points().get(0).low()).isCloseTo(2 - T2 / Math.sqrt(3), within(1e-9));
    assertThat(band.points().get(0).high()).isCloseTo(2 + T2 / Math.sqrt(3), within(1e-9));
    assertThat(TrialCurves.words(List.of(curves))).contains("band of its 95 % interval");
  }

  @Test
  void theBandOfSharesStaysBetween0And100() {
    Band band =
        drawn(
                curves(Scale.PERCENT, trial(true, 90), trial(true, 99), trial(true, 99.9)),
                Band.class)
            .get(0);
    assertThat(band.points().get(0).low()).isBetween(0.0, 90.0);
    assertThat(band.points().get(0).high()).isBetween(99.0, 100.0);
  }

  @Test
  void twoTrialsHaveAMeanButNoBand() {
    TrialCurves curves = curves(Scale.LINEAR, trial(true, 1), trial(true, 3));
    assertThat(drawn(curves, Band.class)).isEmpty();
    assertThat(drawn(curves, Series.class)).hasSize(3);
    assertThat(TrialCurves.words(List.of(curves))).contains("two trials, too few for a band");
  }

  @Test
  void oneTrialIsTheLineItself() {
    TrialCurves curves = curves(Scale.LINEAR, trial(true, 1, 2));
    assertThat(drawn(curves, Series.class)).hasSize(1);
    assertThat(drawn(curves, Series.class).get(0).pen()).isEqualTo(PEN);
    assertThat(TrialCurves.words(List.of(curves))).isEqualTo("One trial, so there is no band.");
  }

  @Test
  void theMeanEndsWhereTheFirstTrialDoesAndSaysSo() {
    TrialCurves curves =
        curves(Scale.LINEAR, trial(true, 1, 2, 3), trial(true, 3, 4), trial(true, 5, 6, 7));
    assertThat(curves.mean()).extracting(Series.Point::x).containsExactly(1.0, 2.0);
    assertThat(TrialCurves.words(List.of(curves))).contains("as far as all its trials do");
  }

  @Test
  void aRunThatDivergedIsDrawnAndEntersNoMean() {
    TrialCurves curves =
        curves(
            Scale.LINEAR,
            trial(true, 1, 2),
            trial(true, 3, 4),
            trial(true, 5, 6),
            trial(false, 1000));
    assertThat(curves.mean()).extracting(Series.Point::y).containsExactly(3.0, 4.0);
    assertThat(drawn(curves, Series.class)).hasSize(5);
    assertThat(TrialCurves.words(List.of(curves))).contains("diverged enters no mean");
    assertThat(curves.drawn().max()).hasValue(1000);
  }

  @Test
  void anArmThatOnlyDivergedHasThinLinesAndNoMean() {
    TrialCurves curves = curves(Scale.LINEAR, trial(false, 1, 2));
    assertThat(drawn(curves, Series.class)).hasSize(1);
    assertThat(curves.mean()).isEmpty();
  }

  @Test
  void markersHaveWhiskersFromThreeTrialsOn() {
    MeanMarkers three =
        new MeanMarkers(
            Scale.LINEAR,
            List.of(new MeanMarkers.Place(8, new double[] {1, Double.NaN, 2, 3})),
            false,
            PEN);
    Marker mean = (Marker) three.means().get(1);
    assertThat(mean.y()).isEqualTo(2);
    assertThat(mean.low()).isCloseTo(2 - T2 / Math.sqrt(3), within(1e-9));
    assertThat(three.singles()).hasSize(4);
    MeanMarkers two =
        new MeanMarkers(
            Scale.LINEAR, List.of(new MeanMarkers.Place(8, new double[] {1, 3})), false, PEN);
    assertThat(((Marker) two.means().get(1)).low()).isNaN();
    assertThat(MeanMarkers.words(List.of(two))).contains("two trials");
  }
}
