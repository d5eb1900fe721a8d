package dev.basin.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DotChartTest {
  /** Where a text stands, as the chart estimates its width. */
  private record Box(String text, double left, double right) {}

  /** Keeps what is drawn. */
  private static final class Drawing implements Canvas {
    private final List<Box> texts = new ArrayList<>();
    private final List<double[]> dashed = new ArrayList<>();
    private final List<double[]> markers = new ArrayList<>();

    @Override
    public void line(double[][] points, Pen pen) {
      if (pen.dashed()) {
        dashed.add(new double[] {points[0][0], points[1][0]});
      }
    }

    @Override
    public void polygon(double[][] corners, int fill, int outline) {}

    @Override
    public void text(double x, double y, String text, Lettering lettering) {
      double width = lettering.width(text);
      double left =
          switch (lettering.anchor()) {
            case START -> x;
            case MIDDLE -> x - width / 2;
            case END -> x - width;
          };
      texts.add(new Box(text, left, left + width));
    }

    @Override
    public void marker(double x, double y, double radius, Shape shape, Ink ink) {
      markers.add(new double[] {x, y});
    }

    Box named(String text) {
      return texts.stream().filter(box -> box.text().equals(text)).findFirst().orElseThrow();
    }
  }

  private static DotChart.Row row(String name, double value) {
    return new DotChart.Row(
        name, List.of(new DotChart.Dot(value, value - 1, value + 1, Canvas.Shape.DISC, Ink.LARGE)));
  }

  private static DotChart chart(List<DotChart.Mark> marks, DotChart.Row... rows) {
    return new DotChart(
        "t",
        "d",
        Axis.exact("x", 0, 10, 5),
        List.of(new DotChart.Group("g", List.of(rows))),
        marks,
        List.of());
  }

  private static Drawing draw(DotChart chart) {
    Drawing drawing = new Drawing();
    chart.draw(drawing);
    return drawing;
  }

  @Test
  void longNamesEndBeforeThePlot() {
    String name = "dynamic sampling by the variance test (−18.7)";
    Drawing drawn = draw(chart(List.of(), row(name, 0), row("short", 10)));
    assertThat(drawn.named(name).left()).isGreaterThanOrEqualTo(0);
    assertThat(drawn.named(name).right()).isLessThan(drawn.markers.get(0)[0]);
    assertThat(drawn.named("short").right()).isCloseTo(drawn.named(name).right(), within(1e-9));
  }

  /** The axis runs from 0 to 10: a value of 5 stands in the middle, 1e6 and −1e6 at its ends. */
  @Test
  void valuesStandAtTheirPlaces() {
    Drawing drawn = draw(chart(List.of(), row("a", -1e6), row("b", 5), row("c", 1e6)));
    double left = drawn.markers.get(0)[0];
    double right = drawn.markers.get(2)[0];
    assertThat(drawn.markers.get(1)[0]).isCloseTo((left + right) / 2, within(1e-9));
    assertThat(right).isLessThanOrEqualTo(chart(List.of(), row("a", 0)).width());
  }

  @Test
  void marksStandThroughTheirValues() {
    Drawing drawn =
        draw(
            chart(
                List.of(
                    new DotChart.Mark(5.1, "second", Ink.SMALL),
                    new DotChart.Mark(5, "first", Ink.MUTED)),
                row("a", 5),
                row("b", 5.1)));
    assertThat(drawn.dashed).hasSize(2);
    assertThat(drawn.dashed.get(0)).containsOnly(drawn.markers.get(0)[0]);
    assertThat(drawn.dashed.get(1)).containsOnly(drawn.markers.get(1)[0]);
    assertThat(drawn.named("first").right()).isLessThanOrEqualTo(drawn.named("second").left());
  }

  @Test
  void namesOfMarksAtOnePlaceStandSideBySide() {
    Drawing drawn =
        draw(
            chart(
                List.of(
                    new DotChart.Mark(5, "first", Ink.MUTED),
                    new DotChart.Mark(5, "second", Ink.SMALL)),
                row("a", 5)));
    assertThat(drawn.named("first").right()).isLessThanOrEqualTo(drawn.named("second").left());
  }
}
