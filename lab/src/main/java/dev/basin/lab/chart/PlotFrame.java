package dev.basin.lab.chart;

import dev.basin.lab.chart.Lettering.Anchor;
import org.jspecify.annotations.Nullable;

/**
 * The rectangle in which values are plotted, with its axes and grid.
 *
 * @param bottom the horizontal axis
 * @param left the left axis
 * @param leftInk the colour of the left axis's letters
 * @param right the right axis, or null
 * @param rightInk the colour of the right axis's letters
 * @param top where the plot begins
 * @param height of the plot
 * @param width of the whole chart
 */
public record PlotFrame(
    Axis bottom,
    Axis left,
    Ink leftInk,
    @Nullable Axis right,
    Ink rightInk,
    double top,
    double height,
    double width) {
  /** Of most plots. */
  static final double HEIGHT = 236;

  private static final double LEFT = 62;
  private static final double FOOT = 46;
  private static final double LETTERS = 13;

  /** Where the chart ends. */
  double chartEnd() {
    return base() + FOOT;
  }

  /** Where the plot ends. */
  double base() {
    return top + height;
  }

  private double rightEnd() {
    return width - (right == null ? 14 : 56);
  }

  /** The place of a fraction of the horizontal axis. */
  double x(double fraction) {
    return LEFT + fraction * (rightEnd() - LEFT);
  }

  /** The place of a fraction of a vertical axis. */
  double y(double fraction) {
    return top + (1 - fraction) * height;
  }

  /** A place in fractions of the plot; the right axis, if there is one, may measure y. */
  double[] fractions(double atX, double atY, boolean onRight) {
    Axis vertical = onRight && right != null ? right : left;
    return new double[] {bottom.fraction(atX), vertical.fraction(atY)};
  }

  /** Where fractions of the plot are on the canvas. */
  double[][] placed(double[][] fractions) {
    double[][] points = new double[fractions.length][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {x(fractions[i][0]), y(fractions[i][1])};
    }
    return points;
  }

  void drawGrid(Canvas canvas) {
    Pen grid = Pen.solid(Ink.GRID, 1);
    for (Tick tick : left.ticks()) {
      double y = y(left.fraction(tick.value()));
      canvas.line(LEFT, y, rightEnd(), y, grid);
      canvas.text(LEFT - 7, y + 4.5, tick.label(), Lettering.plain(LETTERS, Anchor.END, leftInk));
    }
    for (Tick tick : bottom.ticks()) {
      double x = x(bottom.fraction(tick.value()));
      canvas.line(x, base(), x, base() + 5, axisPen());
      canvas.text(x, base() + 19, tick.label(), Lettering.plain(LETTERS, Anchor.MIDDLE, Ink.TEXT));
    }
    if (right != null) {
      for (Tick tick : right.ticks()) {
        double y = y(right.fraction(tick.value()));
        canvas.text(
            rightEnd() + 7,
            y + 4.5,
            tick.label(),
            Lettering.plain(LETTERS, Anchor.START, rightInk));
      }
    }
  }

  void drawAxes(Canvas canvas) {
    double middle = top + height / 2;
    canvas.line(LEFT, base(), rightEnd(), base(), axisPen());
    canvas.line(LEFT, top, LEFT, base(), axisPen());
    canvas.text(
        (LEFT + rightEnd()) / 2,
        base() + 39,
        bottom.label(),
        Lettering.plain(LETTERS, Anchor.MIDDLE, Ink.TEXT));
    canvas.text(14, middle, left.label(), upward(leftInk));
    if (right != null) {
      canvas.line(rightEnd(), top, rightEnd(), base(), axisPen());
      canvas.text(width - 6, middle, right.label(), upward(rightInk));
    }
  }

  private static Lettering upward(Ink ink) {
    return new Lettering(LETTERS, Anchor.MIDDLE, ink, false, true);
  }

  private static Pen axisPen() {
    return Pen.solid(Ink.TEXT, 1);
  }
}
