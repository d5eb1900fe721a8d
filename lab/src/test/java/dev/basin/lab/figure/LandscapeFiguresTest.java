package dev.basin.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Canvas.Shape;
import dev.basin.lab.chart.ContourChart;
import dev.basin.lab.chart.DotChart;
import dev.basin.lab.chart.Field;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.PngCanvas;
import dev.basin.lab.chart.Spot;
import dev.basin.lab.chart.SvgCanvas;
import dev.basin.lab.report.FiguresTest;
import dev.basin.lab.report.HtmlReportTest;
import dev.basin.landscape.NeighbourhoodPoint;
import dev.basin.landscape.NeighbourhoodResult;
import dev.basin.landscape.PlaneGrid;
import dev.basin.landscape.PlanePoint;
import dev.basin.landscape.PlanePosition;
import dev.basin.landscape.TrajectoryPoint;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class LandscapeFiguresTest {

  private static PlaneFigures plane(PlaneGrid grid, DoubleBinaryOperator f) {
    List<PlanePoint> points = new ArrayList<>();
    for (PlanePosition at : grid.positions()) {
      double loss = f.applyAsDouble(at.a(), at.b());
      points.add(new PlanePoint(at.a(), at.b(), loss, 50, null, null));
    }
    return new PlaneFigures(
        "Loss around small",
        "a",
        "b",
        PlaneFigures.field(grid, points),
        List.of(
            new Spot(0, 0, f.applyAsDouble(0, 0), "small", Shape.DISC, Ink.SMALL),
            new Spot(0.9, 0.5, f.applyAsDouble(0.9, 0.5), "a long name", Shape.DISC, Ink.LARGE),
            new Spot(99, 99, 0, "outside", Shape.DISC, Ink.LARGE)),
        List.of(),
        true);
  }

  private static NeighbourhoodResult neighbourhood() {
    List<NeighbourhoodPoint> points = new ArrayList<>();
    for (int k = 0; k < 20; k++) {
      for (double radius : new double[] {0.1, 0.5, 1}) {
        double loss = k == 19 && radius == 1 ? Double.NaN : 0.01 + radius * radius * (k - 1) / 5;
        points.add(new NeighbourhoodPoint(k, radius, loss, 50));
      }
    }
    return new NeighbourhoodResult(new NeighbourhoodPoint(-1, 0, 0.01, 99), points);
  }

  private static List<TrajectoryPoint> trajectory() {
    List<TrajectoryPoint> points = new ArrayList<>();
    for (int k = 0; k <= 12; k++) {
      double left = Math.exp(-k / 3.0) - Math.exp(-4);
      points.add(
          new TrajectoryPoint(k, 10 * left, 3 * Math.sin(k) * left, left, left, 90, 2 * left, 80));
    }
    return points;
  }

  static Stream<Figure> figures() {
    PlaneFigures bowl = plane(PlaneGrid.centred(1, 15), (a, b) -> a * a + 2 * b * b + 0.1);
    PlaneFigures walls =
        plane(
            PlaneGrid.around(List.of(PlanePosition.ORIGIN, new PlanePosition(30, 10)), 0.2, 21),
            (a, b) -> a > 33 && b > 11 ? Double.NaN : 1e-5 * Math.exp(Math.hypot(a, b) / 2));
    PlaneFigures flat = plane(PlaneGrid.centred(1, 5), (a, b) -> 2.3);
    PlaneFigures nothing = plane(PlaneGrid.centred(1, 5), (a, b) -> Double.NaN);
    PlaneFigures zero = plane(PlaneGrid.centred(1, 5), (a, b) -> 0);
    PlaneGrid around =
        PlaneGrid.around(List.of(new PlanePosition(-1, -3), new PlanePosition(10, 3)), 0.1, 9);
    Field field =
        PlaneFigures.field(
            around,
            around.positions().stream()
                .map(
                    at -> new PlanePoint(at.a(), at.b(), Math.hypot(at.a(), at.b()), 1, null, null))
                .toList());
    List<Double> explained = List.of(0.8, 0.15, 0.05);
    return Stream.of(
        bowl.contour(),
        bowl.surface(),
        walls.contour(),
        walls.surface(),
        flat.contour(),
        flat.surface(),
        nothing.contour(),
        nothing.surface(),
        zero.contour(),
        zero.surface(),
        TrajectoryFigures.losses(trajectory()),
        TrajectoryFigures.path(trajectory(), explained),
        TrajectoryFigures.plane(trajectory(), explained, field).contour(),
        TrajectoryFigures.plane(trajectory(), explained, field).surface(),
        NeighbourhoodFigures.shares(neighbourhood(), 0.1),
        NeighbourhoodFigures.rises(neighbourhood(), 0.1));
  }

  @ParameterizedTest
  @MethodSource("figures")
  void areWellFormedAndInsideTheirFrames(Figure figure) throws Exception {
    String text = SvgCanvas.standalone(figure.chart());
    Document svg = HtmlReportTest.parse(text);
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(text).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("outside");
    FiguresTest.Bounds bounds = new FiguresTest.Bounds(figure.chart());
    figure.chart().draw(bounds);
    assertThat(bounds.outside).as(figure.file()).isEmpty();
    byte[] png = PngCanvas.png(figure.chart(), 1);
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getHeight())
        .isGreaterThanOrEqualTo((int) figure.chart().height());
  }

  @Test
  void aWideRangeOfLossesIsLogarithmicAndSaysSo() {
    List<Figure> figures = figures().toList();
    Axis narrow = ((ContourChart) figures.get(0).chart()).scale();
    Axis wide = ((ContourChart) figures.get(2).chart()).scale();
    assertThat(narrow.logarithmic()).isTrue();
    assertThat(wide.logarithmic()).isTrue();
    assertThat(wide.label()).contains("log scale");
    assertThat(figures.get(2).caption()).contains("logarithmic", "not finite");
    assertThat(((ContourChart) figures.get(4).chart()).scale().logarithmic()).isFalse();
  }

  @Test
  void sharesAreDrawnWithTheirIntervals() {
    DotChart chart = (DotChart) NeighbourhoodFigures.shares(neighbourhood(), 0.1).chart();
    DotChart.Dot dot = chart.groups().get(0).rows().get(1).dots().get(0);
    long steep = neighbourhood().summary(0.1).get(1).steep().successes();
    assertThat(dot.value()).isEqualTo(100.0 * steep / 20);
    assertThat(dot.low()).isLessThan(dot.value());
    assertThat(dot.high()).isGreaterThan(dot.value());
  }
}
