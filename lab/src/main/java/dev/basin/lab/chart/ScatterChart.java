package dev.basin.lab.chart;

import dev.basin.lab.chart.Lettering.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Named points with whiskers over two axes. Names are moved up or down where they would stand on
 * one another, and a thin line then leads to the point.
 *
 * @param title what the figure shows
 * @param description the same for a reader who cannot see it
 * @param bottom the horizontal axis
 * @param left the vertical axis; whiskers are cut at its ends
 * @param dots the points
 * @param levels named values of the vertical axis
 * @param legend what the markers mean
 */
public record ScatterChart(
    String title,
    String description,
    Axis bottom,
    Axis left,
    List<Dot> dots,
    List<Level> levels,
    List<Legend.Entry> legend)
    implements Chart {

  /**
   * A point.
   *
   * @param name what is written beside it
   * @param x where it stands
   * @param y its value
   * @param low where its whisker starts, or NaN for no whisker
   * @param high where its whisker ends, or NaN for no whisker
   * @param ink its colour
   */
  public record Dot(String name, double x, double y, double low, double high, Ink ink) {}

  /**
   * A horizontal line.
   *
   * @param at its value
   * @param name what is written at its right end
   * @param ink its colour
   */
  public record Level(double at, String name, Ink ink) {}

  /** High enough for the names of a dozen points that stand at the same place. */
  private static final double PLOT_HEIGHT = 400;

  private static final double TOP = 34;
  private static final double RADIUS = 4.5;
  private static final double GAP = 9;
  private static final double LETTERS = 11;
  private static final double ROW = 13;

  /** A name with the place of its base line. */
  private record Label(Dot dot, boolean onTheLeft, double x, double y) {}

  @Override
  public double width() {
    return 560;
  }

  @Override
  public double height() {
    return frame().chartEnd();
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.text(0, 15, title, new Lettering(14, Anchor.START, Ink.TEXT, true, false));
    Legend.draw(canvas, legend, 0, TOP, width());
    frame().drawGrid(canvas);
    levels.forEach(level -> drawLevel(canvas, level));
    dots.forEach(dot -> drawWhisker(canvas, dot));
    for (Label label : labels()) {
      drawLabel(canvas, label);
    }
    dots.forEach(dot -> canvas.marker(x(dot), y(dot.y()), RADIUS, Canvas.Shape.DISC, dot.ink()));
    frame().drawAxes(canvas);
  }

  private void drawLevel(Canvas canvas, Level level) {
    double y = y(level.at());
    canvas.line(frame().x(0), y, frame().rightEnd(), y, new Pen(level.ink(), 1.5, true, 0.8));
    canvas.text(
        frame().rightEnd() - 3,
        y - 4,
        level.name(),
        new Lettering(LETTERS, Anchor.END, level.ink(), true, false));
  }

  private void drawWhisker(Canvas canvas, Dot dot) {
    if (Double.isNaN(dot.low()) || Double.isNaN(dot.high())) {
      return;
    }
    canvas.line(x(dot), y(dot.low()), x(dot), y(dot.high()), new Pen(dot.ink(), 1.2, false, 0.5));
  }

  private void drawLabel(Canvas canvas, Label label) {
    double side = label.onTheLeft() ? -1 : 1;
    double at = y(label.dot().y());
    if (Math.abs(label.y() - at) > 1) {
      canvas.line(x(label.dot()), at, label.x() - side * 2, label.y(), Pen.solid(Ink.MUTED, 0.7));
    }
    canvas.text(
        label.x(),
        label.y() + 4,
        label.dot().name(),
        Lettering.plain(LETTERS, label.onTheLeft() ? Anchor.END : Anchor.START, Ink.TEXT));
  }

  /**
   * From the top down, each in the plot and as near to its point as those before leave room for.
   */
  private List<Label> labels() {
    List<Label> placed = new ArrayList<>();
    dots.stream()
        .sorted(Comparator.comparingDouble((Dot dot) -> y(dot.y())))
        .forEach(dot -> placed.add(place(dot, placed)));
    return placed;
  }

  private Label place(Dot dot, List<Label> placed) {
    double room = frame().rightEnd() - x(dot) - GAP;
    boolean onTheLeft = textWidth(dot) > room;
    double x = x(dot) + (onTheLeft ? -GAP : GAP);
    double y = y(dot.y());
    for (int away = 0; away < frame().base() - frame().top(); away++) {
      for (int side : new int[] {1, -1}) {
        Label wanted = new Label(dot, onTheLeft, x, y + side * away);
        if (isInThePlot(wanted) && placed.stream().noneMatch(new Overlap(wanted)::with)) {
          return wanted;
        }
      }
    }
    return new Label(dot, onTheLeft, x, y); // more names than the plot has room for
  }

  private boolean isInThePlot(Label label) {
    return label.y() >= frame().top() && label.y() <= frame().base() - ROW / 2;
  }

  /** Whether names stand on one another. */
  private record Overlap(Label one) {
    boolean with(Label other) {
      return Math.abs(one.y() - other.y()) < ROW
          && from(one) < to(other) + 4
          && from(other) < to(one) + 4;
    }

    private static double from(Label label) {
      return label.onTheLeft() ? label.x() - textWidth(label.dot()) : label.x();
    }

    private static double to(Label label) {
      return from(label) + textWidth(label.dot());
    }
  }

  private static double textWidth(Dot dot) {
    return Lettering.plain(LETTERS, Anchor.START, Ink.TEXT).width(dot.name());
  }

  private PlotFrame frame() {
    double top = TOP + Legend.height(legend, width()) + 8;
    return new PlotFrame(bottom, left, Ink.TEXT, null, Ink.TEXT, top, PLOT_HEIGHT, width());
  }

  private double x(Dot dot) {
    return frame().x(within(bottom.fraction(dot.x())));
  }

  private double y(double value) {
    return frame().y(within(left.fraction(value)));
  }

  private static double within(double fraction) {
    return Math.min(1, Math.max(0, fraction));
  }
}
