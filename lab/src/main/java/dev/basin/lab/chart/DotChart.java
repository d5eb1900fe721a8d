package dev.basin.lab.chart;

import dev.basin.lab.chart.Lettering.Anchor;
import java.util.List;

/**
 * Rows of values with whiskers over one horizontal axis.
 *
 * @param title what the figure shows
 * @param description the same for a reader who cannot see it
 * @param bottom the axis; what lies outside is drawn at its edge
 * @param groups rows that belong together
 * @param legend what the markers mean
 */
public record DotChart(
    String title, String description, Axis bottom, List<Group> groups, List<Legend.Entry> legend)
    implements Chart {

  /**
   * Rows under one name.
   *
   * @param name the name
   * @param rows the rows
   */
  public record Group(String name, List<Row> rows) {}

  /**
   * One row.
   *
   * @param name its name
   * @param dots the values on it
   */
  public record Row(String name, List<Dot> dots) {}

  /**
   * One value.
   *
   * @param value where its marker stands
   * @param low where its whisker starts, or NaN for no whisker
   * @param high where its whisker ends, or NaN for no whisker
   * @param shape its marker
   * @param ink its colour
   */
  public record Dot(double value, double low, double high, Canvas.Shape shape, Ink ink) {}

  private static final double TOP = 34;
  private static final double LEFT = 84;
  private static final double RIGHT = 20;
  private static final double HEAD = 26;
  private static final double ROW = 22;
  private static final double FOOT = 46;
  private static final double LETTERS = 13;
  private static final double RADIUS = 5;

  @Override
  public double width() {
    return 480;
  }

  @Override
  public double height() {
    return plotTop() + plotHeight() + FOOT;
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.text(0, 15, title, new Lettering(14, Anchor.START, Ink.TEXT, true, false));
    Legend.draw(canvas, legend, 0, TOP, width());
    drawAxis(canvas);
    double y = plotTop();
    for (Group group : groups) {
      canvas.text(
          0, y + 17, group.name(), new Lettering(LETTERS, Anchor.START, Ink.TEXT, true, false));
      y += HEAD;
      for (Row row : group.rows()) {
        drawRow(canvas, row, y + ROW / 2);
        y += ROW;
      }
    }
  }

  private void drawAxis(Canvas canvas) {
    double base = plotTop() + plotHeight();
    for (Tick tick : bottom.ticks()) {
      double x = x(tick.value());
      double top = plotTop();
      for (Group group : groups) {
        double bottomOfGroup = top + HEAD + group.rows().size() * ROW;
        canvas.line(x, top + HEAD, x, bottomOfGroup, Pen.solid(Ink.GRID, 1));
        top = bottomOfGroup;
      }
      canvas.line(x, base, x, base + 5, Pen.solid(Ink.TEXT, 1));
      canvas.text(x, base + 19, tick.label(), Lettering.plain(LETTERS, Anchor.MIDDLE, Ink.TEXT));
    }
    canvas.line(LEFT, base, width() - RIGHT, base, Pen.solid(Ink.TEXT, 1));
    canvas.text(
        (LEFT + width() - RIGHT) / 2,
        base + 39,
        bottom.label(),
        Lettering.plain(LETTERS, Anchor.MIDDLE, Ink.TEXT));
  }

  private void drawRow(Canvas canvas, Row row, double y) {
    canvas.text(LEFT - 10, y + 4.5, row.name(), Lettering.plain(LETTERS, Anchor.END, Ink.MUTED));
    for (Dot dot : row.dots()) {
      if (!Double.isNaN(dot.value())) {
        drawWhisker(canvas, dot, y);
        canvas.marker(x(dot.value()), y, RADIUS, dot.shape(), dot.ink());
      }
    }
  }

  /** A whisker that the marker would hide is left out. */
  private void drawWhisker(Canvas canvas, Dot dot, double y) {
    double from = x(dot.low());
    double to = x(dot.high());
    if (to - from > 2 * RADIUS) {
      Pen pen = Pen.solid(dot.ink(), 1.5);
      canvas.line(from, y, to, y, pen);
      canvas.line(from, y - 4, from, y + 4, pen);
      canvas.line(to, y - 4, to, y + 4, pen);
    }
  }

  private double plotTop() {
    return TOP + Legend.height(legend, width());
  }

  private double plotHeight() {
    return groups.stream().mapToDouble(group -> HEAD + group.rows().size() * ROW).sum() + 6;
  }

  private double x(double value) {
    double fraction = Math.min(1, Math.max(0, bottom.fraction(value)));
    return LEFT + fraction * (width() - LEFT - RIGHT);
  }
}
