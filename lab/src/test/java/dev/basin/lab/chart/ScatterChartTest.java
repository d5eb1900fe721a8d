package dev.basin.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScatterChartTest {
  /** Where a text stands, as the chart estimates its width. */
  private record Box(String text, double left, double right, double base) {}

  /** Keeps what is drawn. */
  private static final class Drawing implements Canvas {
    private final List<Box> texts = new ArrayList<>();
    private final List<double[]> markers = new ArrayList<>();

    @Override
    public void line(double[][] points, Pen pen) {}

    @Override
    public void polygon(double[][] corners, int fill, int outline) {}

    @Override
    public void text(double x, double y, String text, Lettering lettering) {
      double width = lettering.width(text);
      double left = lettering.anchor() == Lettering.Anchor.END ? x - width : x;
      texts.add(new Box(text, left, left + width, y));
    }

    @Override
    public void marker(double x, double y, double radius, Shape shape, Ink ink) {
      markers.add(new double[] {x, y});
    }
  }

  private static Drawing draw(List<ScatterChart.Dot> dots) {
    Drawing drawing = new Drawing();
    new ScatterChart(
            "t",
            "d",
            Axis.decades("x", 1, 100),
            Axis.covering("y", 0, 100, 6),
            dots,
            List.of(),
            List.of())
        .draw(drawing);
    return drawing;
  }

  private static ScatterChart.Dot dot(String name, double x, double y) {
    return new ScatterChart.Dot(name, x, y, y - 500, y + 500, Ink.LARGE);
  }

  @Test
  void namesDoNotStandOnOneAnother() {
    List<ScatterChart.Dot> dots = new ArrayList<>();
    for (int k = 0; k < 12; k++) {
      dots.add(dot("remedy number " + k, 10 + k % 3, 50 + k % 4));
    }
    Drawing drawn = draw(dots);
    List<Box> names = drawn.texts.stream().filter(box -> box.text().startsWith("remedy")).toList();
    assertThat(names).hasSize(12);
    for (int k = 0; k < names.size(); k++) {
      for (int later = k + 1; later < names.size(); later++) {
        Box one = names.get(k);
        Box other = names.get(later);
        boolean apart =
            one.right() < other.left()
                || other.right() < one.left()
                || Math.abs(one.base() - other.base()) >= 12;
        assertThat(apart).as("%s and %s", one, other).isTrue();
      }
    }
  }

  @Test
  void namesStayInTheChart() {
    Drawing drawn = draw(List.of(dot("a rather long name of a remedy", 99, 50)));
    assertThat(drawn.texts)
        .filteredOn(box -> box.text().startsWith("a rather"))
        .allSatisfy(box -> assertThat(box.right()).isLessThan(560));
  }

  /** What lies outside is drawn at the edge. */
  @Test
  void everyDotIsInThePlot() {
    Drawing drawn = draw(List.of(dot("a", 10, 1e6), dot("b", 10, -1e6), dot("c", 1e9, 50)));
    assertThat(drawn.markers).hasSize(3);
    assertThat(drawn.markers.get(0)[1]).isLessThan(drawn.markers.get(1)[1]);
    assertThat(drawn.markers)
        .allSatisfy(
            at -> {
              assertThat(at[0]).isBetween(0.0, 560.0);
              assertThat(at[1]).isBetween(0.0, 500.0);
            });
  }
}
