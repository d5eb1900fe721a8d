package dev.basin.lab.chart;

import dev.basin.lab.chart.Lettering.Anchor;
import java.util.List;

/**
 * Values over a plane as filled contours, with labelled lines, named places and a curve on them.
 *
 * @param title what the figure shows
 * @param description the same for a reader who cannot see it
 * @param bottom the horizontal axis
 * @param left the vertical axis
 * @param scale what the colours mean; a line is drawn at each of its ticks
 * @param field the values
 * @param curves drawn over them, such as a trajectory
 * @param spots named places
 * @param equalScales whether equal lengths mean the same on both axes, where the shape allows
 */
public record ContourChart(
    String title,
    String description,
    Axis bottom,
    Axis left,
    Axis scale,
    Field field,
    List<Series> curves,
    List<Spot> spots,
    boolean equalScales)
    implements Chart {
  private static final double TOP = 34;
  private static final double LEFT = 62;
  private static final double PLOT = 324;
  private static final double NARROWEST = 150;
  private static final double FOOT = 46;
  private static final double LETTERS = 13;
  private static final double BAR_GAP = 16;

  /** How far to the right of a place its name's middle may be. */
  private static final double NAME = 36;

  @Override
  public double width() {
    return LEFT + plotWidth() + BAR_GAP + ColourBar.WIDTH;
  }

  @Override
  public double height() {
    return TOP + plotHeight() + FOOT;
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.text(0, 15, title, new Lettering(14, Anchor.START, Ink.TEXT, true, false));
    double[][] fractions = field.fractions(scale);
    drawBands(canvas, fractions);
    drawLines(canvas, fractions);
    for (Series curve : curves) {
      drawCurve(canvas, curve);
    }
    for (Spot spot : spots) {
      if (isInside(spot.x(), spot.y())) {
        spot.draw(canvas, x(spot.x()), y(spot.y()), LEFT + plotWidth());
      }
    }
    drawAxes(canvas);
    new ColourBar(scale).draw(canvas, LEFT + plotWidth() + BAR_GAP, TOP, plotHeight(), width());
  }

  private void drawBands(Canvas canvas, double[][] fractions) {
    ColourBar bar = new ColourBar(scale);
    List<Double> edges = bar.edges();
    for (int k = 0; k + 1 < edges.size(); k++) {
      int colour = bar.colour(k);
      for (double[][] polygon : Bands.above(fractions, edges.get(k))) {
        canvas.polygon(placed(polygon), colour, colour);
      }
    }
  }

  private void drawLines(Canvas canvas, double[][] fractions) {
    LevelLabels labels = new LevelLabels(LEFT, TOP, plotWidth(), plotHeight());
    for (Spot spot : spots) {
      labels.avoid(x(spot.x()), y(spot.y()));
      labels.avoid(x(spot.x()) + NAME, y(spot.y()));
    }
    for (Tick level : scale.ticks()) {
      for (double[][] line : Contours.lines(fractions, scale.fraction(level.value()))) {
        double[][] points = placed(line);
        canvas.line(points, new Pen(Ink.TEXT, 0.8, false, 0.75));
        labels.draw(canvas, points, level.label());
      }
    }
  }

  private void drawCurve(Canvas canvas, Series curve) {
    double[][] fractions =
        curve.points().stream()
            .map(point -> new double[] {bottom.fraction(point.x()), left.fraction(point.y())})
            .toArray(double[][]::new);
    for (double[][] piece : Clip.pieces(fractions)) {
      double[][] points = new double[piece.length][];
      for (int i = 0; i < piece.length; i++) {
        points[i] =
            new double[] {LEFT + piece[i][0] * plotWidth(), TOP + (1 - piece[i][1]) * plotHeight()};
      }
      canvas.line(points, curve.pen());
      for (double[] point : points) {
        canvas.marker(point[0], point[1], 2.2, Canvas.Shape.DISC, curve.pen().ink());
      }
    }
  }

  private void drawAxes(Canvas canvas) {
    Pen pen = Pen.solid(Ink.TEXT, 1);
    double right = LEFT + plotWidth();
    double base = TOP + plotHeight();
    canvas.line(
        new double[][] {{LEFT, TOP}, {right, TOP}, {right, base}, {LEFT, base}, {LEFT, TOP}}, pen);
    for (Tick tick : bottom.ticks()) {
      double x = x(tick.value());
      canvas.line(x, base, x, base + 5, pen);
      canvas.text(x, base + 19, tick.label(), Lettering.plain(LETTERS, Anchor.MIDDLE, Ink.TEXT));
    }
    for (Tick tick : left.ticks()) {
      double y = y(tick.value());
      canvas.line(LEFT - 5, y, LEFT, y, pen);
      canvas.text(LEFT - 8, y + 4.5, tick.label(), Lettering.plain(LETTERS, Anchor.END, Ink.TEXT));
    }
    canvas.text(
        (LEFT + right) / 2,
        base + 39,
        bottom.label(),
        Lettering.plain(LETTERS, Anchor.MIDDLE, Ink.TEXT));
    canvas.text(
        14,
        (TOP + base) / 2,
        left.label(),
        new Lettering(LETTERS, Anchor.MIDDLE, Ink.TEXT, false, true));
  }

  private double[][] placed(double[][] inGrid) {
    double[][] placed = new double[inGrid.length][];
    for (int k = 0; k < inGrid.length; k++) {
      placed[k] =
          new double[] {
            x(Field.between(field.x(), inGrid[k][0])), y(Field.between(field.y(), inGrid[k][1]))
          };
    }
    return placed;
  }

  private boolean isInside(double x, double y) {
    return x >= bottom.low() && x <= bottom.high() && y >= left.low() && y <= left.high();
  }

  /** Height over width of the plot. */
  private double shape() {
    double shape = (left.high() - left.low()) / (bottom.high() - bottom.low());
    return equalScales && shape > NARROWEST / PLOT && shape < PLOT / NARROWEST ? shape : 1;
  }

  private double plotWidth() {
    return Math.max(shape() > 1 ? PLOT / shape() : PLOT, NARROWEST);
  }

  private double plotHeight() {
    return shape() > 1 ? PLOT : PLOT * shape();
  }

  private double x(double value) {
    return LEFT + bottom.fraction(value) * plotWidth();
  }

  private double y(double value) {
    return TOP + (1 - left.fraction(value)) * plotHeight();
  }
}
