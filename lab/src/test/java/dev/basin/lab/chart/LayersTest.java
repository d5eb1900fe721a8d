package dev.basin.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where bands, markers, levels and stretches lie, against the axes' own ticks. */
class LayersTest {
  private static final double EXACT = 1e-9;

  /** What was drawn. */
  private static final class Recorder implements Canvas {
    final List<double[][]> lines = new ArrayList<>();
    final List<double[][]> areas = new ArrayList<>();
    final List<double[]> discs = new ArrayList<>();
    final List<String> texts = new ArrayList<>();

    @Override
    public void line(double[][] points, Pen pen) {
      lines.add(points);
    }

    @Override
    public void polygon(double[][] corners, int fill, int outline) {
      throw new AssertionError("no colours of data here");
    }

    @Override
    public void area(double[][] corners, Ink ink, double opacity) {
      areas.add(corners);
    }

    @Override
    public void text(double x, double y, String text, Lettering lettering) {
      texts.add(text);
    }

    @Override
    public void marker(double x, double y, double radius, Shape shape, Ink ink) {
      discs.add(new double[] {x, y});
    }
  }

  private static PlotFrame frame(Axis left, Axis right) {
    return new PlotFrame(Axis.exact("x", 0, 10, 5), left, Ink.TEXT, right, Ink.TEXT, 20, 100, 300);
  }

  private static Recorder drawn(Layer layer, PlotFrame frame) {
    Recorder recorder = new Recorder();
    layer.draw(recorder, frame);
    return recorder;
  }

  /** The place of values on linear axes, from the frame's four corners alone. */
  private static double[] at(PlotFrame frame, double x, double y, double low, double high) {
    double left = frame.x(0);
    double right = frame.x(1);
    return new double[] {
      left + x / 10 * (right - left),
      frame.base() + (y - low) / (high - low) * (frame.top() - frame.base())
    };
  }

  private static void assertCorners(double[][] found, double[]... expected) {
    assertThat(found).hasDimensions(expected.length, 2);
    for (int k = 0; k < expected.length; k++) {
      assertThat(found[k][0]).isCloseTo(expected[k][0], within(EXACT));
      assertThat(found[k][1]).isCloseTo(expected[k][1], within(EXACT));
    }
  }

  @Test
  void aBandRunsAlongItsLowEndsAndBackAlongItsHighOnes() {
    PlotFrame frame = frame(Axis.exact("y", 0, 50, 5), null);
    Band band =
        new Band(
            List.of(new Band.Point(1, 10, 20), new Band.Point(3, 5, 45), new Band.Point(7, 30, 31)),
            false,
            Ink.SMALL);
    List<double[][]> areas = drawn(band, frame).areas;
    assertThat(areas).hasSize(1);
    assertCorners(
        areas.get(0),
        at(frame, 1, 10, 0, 50),
        at(frame, 3, 5, 0, 50),
        at(frame, 7, 30, 0, 50),
        at(frame, 7, 31, 0, 50),
        at(frame, 3, 45, 0, 50),
        at(frame, 1, 20, 0, 50));
  }

  @Test
  void aBandOfTheRightAxisIsMeasuredByIt() {
    PlotFrame frame = frame(Axis.exact("y", 0, 50, 5), Axis.exact("z", 100, 200, 5));
    Band band =
        new Band(
            List.of(new Band.Point(0, 120, 150), new Band.Point(10, 100, 200)), true, Ink.LARGE);
    assertCorners(
        drawn(band, frame).areas.get(0),
        at(frame, 0, 120, 100, 200),
        at(frame, 10, 100, 100, 200),
        at(frame, 10, 200, 100, 200),
        at(frame, 0, 150, 100, 200));
  }

  @Test
  void aBandBreaksWhereThereIsNoInterval() {
    PlotFrame frame = frame(Axis.exact("y", 0, 50, 5), null);
    Band band =
        new Band(
            List.of(
                new Band.Point(0, 1, 2),
                new Band.Point(1, 1, 2),
                new Band.Point(2, Double.NaN, Double.NaN),
                new Band.Point(3, 1, 2),
                new Band.Point(4, Double.NaN, 2),
                new Band.Point(5, 1, 2),
                new Band.Point(6, 1, 2)),
            false,
            Ink.SMALL);
    Recorder recorder = drawn(band, frame);
    assertThat(recorder.areas).hasSize(2);
    assertThat(recorder.lines).hasSize(1); // the lone place
    assertCorners(recorder.lines.get(0), at(frame, 3, 1, 0, 50), at(frame, 3, 2, 0, 50));
  }

  @Test
  void aBandIsCutAtTheEndOfTheAxis() {
    PlotFrame frame = frame(Axis.exact("y", 0, 50, 5), null);
    // the upper edge rises from 40 to 60: it leaves the plot half way
    Band band =
        new Band(List.of(new Band.Point(0, 10, 40), new Band.Point(10, 10, 60)), false, Ink.SMALL);
    assertCorners(
        drawn(band, frame).areas.get(0),
        at(frame, 0, 10, 0, 50),
        at(frame, 10, 10, 0, 50),
        at(frame, 10, 50, 0, 50),
        at(frame, 5, 50, 0, 50),
        at(frame, 0, 40, 0, 50));
  }

  @Test
  void aBandDownToZeroReachesTheFootOfALogarithmicAxis() {
    PlotFrame frame = frame(Axis.decades("y", 1, 100), null);
    Band band =
        new Band(List.of(new Band.Point(0, 0, 10), new Band.Point(10, 0, 10)), false, Ink.SMALL);
    for (double[] corner : drawn(band, frame).areas.get(0)) {
      assertThat(corner[1]).isBetween((frame.top() + frame.base()) / 2 - EXACT, frame.base());
    }
  }

  @Test
  void aMarkerHasItsIntervalAsAWhiskerWithCaps() {
    PlotFrame frame = frame(Axis.exact("y", 0, 50, 5), null);
    Recorder recorder = drawn(new Marker(5, 20, 10, 35, false, Ink.SMALL, 4, 1), frame);
    assertCorners(recorder.discs.toArray(new double[0][]), at(frame, 5, 20, 0, 50));
    assertThat(recorder.lines).hasSize(3);
    assertCorners(recorder.lines.get(0), at(frame, 5, 10, 0, 50), at(frame, 5, 35, 0, 50));
    assertThat(recorder.lines.get(1)[0][1]).isCloseTo(at(frame, 5, 10, 0, 50)[1], within(EXACT));
    assertThat(recorder.lines.get(2)[1][1]).isCloseTo(at(frame, 5, 35, 0, 50)[1], within(EXACT));
  }

  @Test
  void aWhiskerThatLeavesThePlotHasNoCapThere() {
    PlotFrame frame = frame(Axis.exact("y", 0, 50, 5), null);
    Recorder recorder = drawn(new Marker(5, 20, 10, 80, false, Ink.SMALL, 4, 1), frame);
    assertThat(recorder.lines).hasSize(2);
    assertCorners(recorder.lines.get(0), at(frame, 5, 10, 0, 50), at(frame, 5, 50, 0, 50));
  }

  @Test
  void withoutAnIntervalThereIsNoWhisker() {
    PlotFrame frame = frame(Axis.exact("y", 0, 50, 5), null);
    Recorder faint = drawn(Marker.faint(5, 20, false, Ink.SMALL), frame);
    assertThat(faint.lines).isEmpty();
    assertThat(faint.areas).hasSize(1);
    assertThat(drawn(Marker.faint(5, 60, false, Ink.SMALL), frame).areas).isEmpty();
  }

  @Test
  void aLevelGoesThroughTheWholePlotUnderItsName() {
    PlotFrame frame = frame(Axis.exact("y", 0, 50, 5), null);
    Recorder recorder = drawn(new Level(20, "2/η", Pen.dashed(Ink.SMALL, 1), false), frame);
    assertCorners(recorder.lines.get(0), at(frame, 0, 20, 0, 50), at(frame, 10, 20, 0, 50));
    assertThat(recorder.texts).containsExactly("2/η");
    assertThat(drawn(new Level(60, "2/η", Pen.dashed(Ink.SMALL, 1), false), frame).lines).isEmpty();
  }

  @Test
  void aStretchIsAsHighAsThePlotAndCutAtItsSides() {
    PlotFrame frame = frame(Axis.exact("y", 0, 50, 5), null);
    assertCorners(
        drawn(new Stretch(4, 30, Ink.SMALL), frame).areas.get(0),
        at(frame, 4, 0, 0, 50),
        at(frame, 10, 0, 0, 50),
        at(frame, 10, 50, 0, 50),
        at(frame, 4, 50, 0, 50));
  }

  @Test
  void areasAreTranslucentInEveryColourScheme() {
    Chart chart =
        new LineChart(
            "t",
            "d",
            Axis.exact("x", 0, 10, 5),
            Axis.exact("y", 0, 50, 5),
            Ink.TEXT,
            null,
            Ink.TEXT,
            List.of(
                new Band(
                    List.of(new Band.Point(0, 1, 2), new Band.Point(1, 1, 2)), false, Ink.SMALL)),
            List.of(),
            List.of());
    assertThat(SvgCanvas.inline(chart)).contains("class=\"f-sb\" fill-opacity=\"0.16\"");
    assertThat(SvgCanvas.standalone(chart)).contains("fill=\"#0072b2\" fill-opacity=\"0.16\"");
  }
}
