package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.chart.Canvas;
import dev.basin.lab.chart.Chart;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Lettering;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.SvgCanvas;
import dev.basin.lab.figure.Figure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

public class FiguresTest {

  @Test
  void svgFilesAreWellFormedAndLoadNothing() throws Exception {
    for (ComparisonResult result : Fixtures.all()) {
      for (Figure figure : Figures.of(result)) {
        Document svg = HtmlReportTest.parse(SvgCanvas.standalone(figure.chart()));
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("polyline").getLength()).isPositive();
        assertThat(SvgCanvas.standalone(figure.chart()))
            .doesNotContain("href")
            .doesNotContain("NaN")
            .doesNotContain("class=");
        assertThat(SvgCanvas.inline(figure.chart())).doesNotContain("#");
      }
    }
  }

  @Test
  void everythingIsDrawnInsideTheFigure() {
    for (ComparisonResult result : Fixtures.all()) {
      for (Figure figure : Figures.of(result)) {
        Bounds bounds = new Bounds(figure.chart());
        figure.chart().draw(bounds);
        assertThat(bounds.outside).as(figure.file()).isEmpty();
      }
    }
  }

  @Test
  void lossAxisCoversTheLosses() {
    LineChart arc = (LineChart) Figures.of(Fixtures.oneTrial()).get(2).chart();
    assertThat(arc.left().logarithmic()).isFalse();
    assertThat(arc.left().high()).isGreaterThanOrEqualTo(24.968391631416743);
    assertThat(arc.marks()).extracting(LineChart.Mark::name).containsExactly("SB", "LB");
  }

  @Test
  void hugeLossesGetALogarithmicAxisThatSaysSo() {
    Figure figure = Figures.of(Fixtures.notNumbers()).get(1);
    assertThat(((LineChart) figure.chart()).left().logarithmic()).isTrue();
    assertThat(figure.caption()).contains("logarithmic");
  }

  @Test
  void whatWasNotMeasuredIsNotDrawn() {
    assertThat(Figures.of(Fixtures.allDiverged()))
        .extracting(Figure::file)
        .containsExactly("accuracy");
    assertThat(Figures.of(Fixtures.result(List.of()))).isEmpty();
  }

  /** Collects what would be drawn outside the figure. */
  public static final class Bounds implements Canvas {
    private final Chart chart;
    public final List<String> outside = new ArrayList<>();

    public Bounds(Chart chart) {
      this.chart = chart;
    }

    @Override
    public void line(double[][] points, Pen pen) {
      for (double[] point : points) {
        check(point[0], point[1], "line");
      }
    }

    @Override
    public void polygon(double[][] corners, int fill, int outline) {
      for (double[] corner : corners) {
        check(corner[0], corner[1], "polygon");
      }
    }

    @Override
    public void text(double x, double y, String text, Lettering lettering) {
      double width = lettering.width(text);
      if (lettering.upward()) {
        check(x - lettering.size(), y - width / 2, text);
        check(x, y + width / 2, text);
        return;
      }
      double shift =
          switch (lettering.anchor()) {
            case START -> 0;
            case MIDDLE -> width / 2;
            case END -> width;
          };
      check(x - shift, y - lettering.size(), text);
      check(x - shift + width, y, text);
    }

    @Override
    public void marker(double x, double y, double radius, Shape shape, Ink ink) {
      check(x - radius, y - radius, "marker");
      check(x + radius, y + radius, "marker");
    }

    private void check(double x, double y, String what) {
      if (!(x >= -1 && x <= chart.width() + 8 && y >= -1 && y <= chart.height() + 1)) {
        outside.add(what + " at " + x + ", " + y);
      }
    }
  }
}
