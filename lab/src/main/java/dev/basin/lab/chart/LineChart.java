package dev.basin.lab.chart;

import dev.basin.lab.chart.Lettering.Anchor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Curves over a horizontal axis, with one vertical axis or two.
 *
 * @param title what the figure shows
 * @param description the same for a reader who cannot see it
 * @param bottom the horizontal axis
 * @param left the left axis
 * @param leftInk the colour of the left axis's letters
 * @param right the right axis, or null
 * @param rightInk the colour of the right axis's letters
 * @param series the curves, drawn in this order
 * @param legend the curves' names
 * @param marks named vertical lines
 */
public record LineChart(
    String title,
    String description,
    Axis bottom,
    Axis left,
    Ink leftInk,
    @Nullable Axis right,
    Ink rightInk,
    List<Series> series,
    List<Legend.Entry> legend,
    List<Mark> marks)
    implements Chart {

  /**
   * A named vertical line.
   *
   * @param at its place on the horizontal axis
   * @param name its name
   * @param ink its colour
   */
  public record Mark(double at, String name, Ink ink) {}

  private static final double TOP = 34;
  private static final double PLOT_HEIGHT = 236;
  private static final double LEFT = 62;
  private static final double FOOT = 46;
  private static final double LETTERS = 13;
  private static final double MARK_ROW = 16;
  private static final double MARK_GAP = 6;

  @Override
  public double width() {
    return 480;
  }

  @Override
  public double height() {
    return plotTop() + PLOT_HEIGHT + FOOT;
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.text(0, 15, title, new Lettering(14, Anchor.START, Ink.TEXT, true, false));
    Legend.draw(canvas, legend, 0, TOP, width());
    drawGrid(canvas);
    drawMarks(canvas);
    for (Series curve : series) {
      drawCurve(canvas, curve);
    }
    drawAxes(canvas);
  }

  private void drawGrid(Canvas canvas) {
    Pen grid = Pen.solid(Ink.GRID, 1);
    for (Tick tick : left.ticks()) {
      double y = y(left.fraction(tick.value()));
      canvas.line(plotLeft(), y, plotRight(), y, grid);
      canvas.text(
          plotLeft() - 7, y + 4.5, tick.label(), Lettering.plain(LETTERS, Anchor.END, leftInk));
    }
    for (Tick tick : bottom.ticks()) {
      double x = x(bottom.fraction(tick.value()));
      canvas.line(x, plotTop() + PLOT_HEIGHT, x, plotTop() + PLOT_HEIGHT + 5, axisPen());
      canvas.text(
          x,
          plotTop() + PLOT_HEIGHT + 19,
          tick.label(),
          Lettering.plain(LETTERS, Anchor.MIDDLE, Ink.TEXT));
    }
    if (right != null) {
      for (Tick tick : right.ticks()) {
        double y = y(right.fraction(tick.value()));
        canvas.text(
            plotRight() + 7,
            y + 4.5,
            tick.label(),
            Lettering.plain(LETTERS, Anchor.START, rightInk));
      }
    }
  }

  private void drawMarks(Canvas canvas) {
    List<Integer> rows = markRows();
    for (int k = 0; k < marks.size(); k++) {
      Mark mark = marks.get(k);
      double x = x(bottom.fraction(mark.at()));
      canvas.line(x, plotTop(), x, plotTop() + PLOT_HEIGHT, new Pen(mark.ink(), 1.5, false, 0.55));
      canvas.text(x, plotTop() - 6 - rows.get(k) * MARK_ROW, mark.name(), markLetters(mark));
    }
  }

  private static Lettering markLetters(Mark mark) {
    return new Lettering(LETTERS, Anchor.MIDDLE, mark.ink(), true, false);
  }

  /** The row of each mark's name, 0 for the lowest, so that no name stands on another. */
  private List<Integer> markRows() {
    List<Integer> rows = new ArrayList<>();
    for (int k = 0; k < marks.size(); k++) {
      int row = 0;
      while (isTaken(k, row, rows)) {
        row++;
      }
      rows.add(row);
    }
    return rows;
  }

  private boolean isTaken(int k, int row, List<Integer> rows) {
    for (int j = 0; j < k; j++) {
      double apart =
          Math.abs(x(bottom.fraction(marks.get(j).at())) - x(bottom.fraction(marks.get(k).at())));
      double needed = (markWidth(j) + markWidth(k)) / 2 + MARK_GAP;
      if (rows.get(j) == row && apart < needed) {
        return true;
      }
    }
    return false;
  }

  private double markWidth(int k) {
    return markLetters(marks.get(k)).width(marks.get(k).name());
  }

  private int markRowCount() {
    return markRows().stream().mapToInt(row -> row + 1).max().orElse(0);
  }

  private void drawCurve(Canvas canvas, Series curve) {
    Axis axis = curve.onRight() && right != null ? right : left;
    double[][] fractions =
        curve.points().stream()
            .map(point -> new double[] {bottom.fraction(point.x()), axis.fraction(point.y())})
            .toArray(double[][]::new);
    for (double[] lone : Clip.lonePoints(fractions)) {
      canvas.marker(x(lone[0]), y(lone[1]), 3, Canvas.Shape.DISC, curve.pen().ink());
    }
    for (double[][] piece : Clip.pieces(fractions)) {
      double[][] points = new double[piece.length][];
      for (int i = 0; i < piece.length; i++) {
        points[i] = new double[] {x(piece[i][0]), y(piece[i][1])};
      }
      canvas.line(points, curve.pen());
    }
  }

  private void drawAxes(Canvas canvas) {
    double base = plotTop() + PLOT_HEIGHT;
    double middle = plotTop() + PLOT_HEIGHT / 2;
    canvas.line(plotLeft(), base, plotRight(), base, axisPen());
    canvas.line(plotLeft(), plotTop(), plotLeft(), base, axisPen());
    canvas.text(
        (plotLeft() + plotRight()) / 2,
        base + 39,
        bottom.label(),
        Lettering.plain(LETTERS, Anchor.MIDDLE, Ink.TEXT));
    canvas.text(14, middle, left.label(), upward(leftInk));
    if (right != null) {
      canvas.line(plotRight(), plotTop(), plotRight(), base, axisPen());
      canvas.text(width() - 6, middle, right.label(), upward(rightInk));
    }
  }

  private static Lettering upward(Ink ink) {
    return new Lettering(LETTERS, Anchor.MIDDLE, ink, false, true);
  }

  private static Pen axisPen() {
    return Pen.solid(Ink.TEXT, 1);
  }

  private double plotTop() {
    return TOP + Legend.height(legend, width()) + 8 + markRowCount() * MARK_ROW;
  }

  private double plotLeft() {
    return LEFT;
  }

  private double plotRight() {
    return width() - (right == null ? 14 : 56);
  }

  private double x(double fraction) {
    return plotLeft() + fraction * (plotRight() - plotLeft());
  }

  private double y(double fraction) {
    return plotTop() + (1 - fraction) * PLOT_HEIGHT;
  }
}
