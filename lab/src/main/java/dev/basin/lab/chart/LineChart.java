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
 * @param layers what is drawn between the axes, in this order
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
    List<? extends Layer> layers,
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
  private static final double LETTERS = 13;
  private static final double MARK_ROW = 16;
  private static final double MARK_GAP = 6;

  @Override
  public double width() {
    return 480;
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
    drawMarks(canvas);
    layers.forEach(layer -> layer.draw(canvas, frame()));
    frame().drawAxes(canvas);
  }

  private void drawMarks(Canvas canvas) {
    List<Integer> rows = markRows();
    for (int k = 0; k < marks.size(); k++) {
      Mark mark = marks.get(k);
      double x = x(bottom.fraction(mark.at()));
      canvas.line(x, frame().top(), x, frame().base(), new Pen(mark.ink(), 1.5, false, 0.55));
      canvas.text(x, frame().top() - 6 - rows.get(k) * MARK_ROW, mark.name(), markLetters(mark));
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
      double apart = Math.abs(markPlace(j) - markPlace(k));
      double needed = (markWidth(j) + markWidth(k)) / 2 + MARK_GAP;
      if (rows.get(j) == row && apart < needed) {
        return true;
      }
    }
    return false;
  }

  /** Along the plot, whose width does not depend on its height. */
  private double markPlace(int k) {
    PlotFrame anywhere =
        new PlotFrame(bottom, left, leftInk, right, rightInk, 0, PlotFrame.HEIGHT, width());
    return anywhere.x(bottom.fraction(marks.get(k).at()));
  }

  private double markWidth(int k) {
    return markLetters(marks.get(k)).width(marks.get(k).name());
  }

  private int markRowCount() {
    return markRows().stream().mapToInt(row -> row + 1).max().orElse(0);
  }

  private PlotFrame frame() {
    double top = TOP + Legend.height(legend, width()) + 8 + markRowCount() * MARK_ROW;
    return new PlotFrame(bottom, left, leftInk, right, rightInk, top, PlotFrame.HEIGHT, width());
  }

  private double x(double fraction) {
    return frame().x(fraction);
  }
}
