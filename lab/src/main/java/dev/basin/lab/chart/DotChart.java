package dev.basin.lab.chart;

import dev.basin.lab.chart.Lettering.Anchor;
import java.util.Comparator;
import java.util.List;

/**
 * Rows of values with whiskers over one horizontal axis. What lies outside of the axis is drawn at
 * its edge.
 *
 * @param title what the figure shows
 * @param description the same for a reader who cannot see it
 * @param bottom the axis
 * @param groups rows that belong together
 * @param marks values of the axis at which a line stands through all rows
 * @param legend what the markers mean
 */
public record DotChart(
    String title,
    String description,
    Axis bottom,
    List<Group> groups,
    List<Mark> marks,
    List<Legend.Entry> legend)
    implements Chart {

  /** Without marks. */
  public DotChart(
      String title,
      String description,
      Axis bottom,
      List<Group> groups,
      List<Legend.Entry> legend) {
    this(title, description, bottom, groups, List.of(), legend);
  }

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

  /**
   * A value with a line through all rows.
   *
   * @param at the value
   * @param name what is written above it
   * @param ink its colour
   */
  public record Mark(double at, String name, Ink ink) {}

  private static final double TOP = 34;
  private static final double NARROWEST_LEFT = 84;
  private static final double PLOT_WIDTH = 376;
  private static final double RIGHT = 20;
  private static final double HEAD = 26;
  private static final double ROW = 22;
  private static final double FOOT = 46;
  private static final double LETTERS = 13;
  private static final double RADIUS = 5;

  @Override
  public double width() {
    return left() + PLOT_WIDTH + RIGHT;
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
    drawMarks(canvas);
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
    canvas.line(left(), base, width() - RIGHT, base, Pen.solid(Ink.TEXT, 1));
    canvas.text(
        left() + PLOT_WIDTH / 2,
        base + 39,
        bottom.label(),
        Lettering.plain(LETTERS, Anchor.MIDDLE, Ink.TEXT));
  }

  /**
   * The name of the least stands left of its line, so that near lines do not bring names together.
   */
  private void drawMarks(Canvas canvas) {
    Anchor anchor = Anchor.END;
    for (Mark mark : marks.stream().sorted(Comparator.comparingDouble(Mark::at)).toList()) {
      double x = x(mark.at());
      canvas.line(x, plotTop(), x, plotTop() + plotHeight(), new Pen(mark.ink(), 1.5, true, 0.8));
      canvas.text(
          x, plotTop() - 4, mark.name(), new Lettering(LETTERS, anchor, mark.ink(), true, false));
      anchor = Anchor.START;
    }
  }

  private void drawRow(Canvas canvas, Row row, double y) {
    canvas.text(left() - 10, y + 4.5, row.name(), Lettering.plain(LETTERS, Anchor.END, Ink.MUTED));
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
    return TOP + Legend.height(legend, width()) + (marks.isEmpty() ? 0 : LETTERS + 4);
  }

  private double plotHeight() {
    return groups.stream().mapToDouble(group -> HEAD + group.rows().size() * ROW).sum() + 6;
  }

  private double x(double value) {
    double fraction = Math.min(1, Math.max(0, bottom.fraction(value)));
    return left() + fraction * PLOT_WIDTH;
  }

  /** Where the plot begins: right of the longest name. */
  private double left() {
    Lettering lettering = Lettering.plain(LETTERS, Anchor.END, Ink.MUTED);
    double longest =
        groups.stream()
            .flatMap(group -> group.rows().stream())
            .mapToDouble(row -> lettering.width(row.name()))
            .max()
            .orElse(0);
    return Math.max(NARROWEST_LEFT, longest + 20);
  }
}
