package dev.basin.lab.chart;

import dev.basin.lab.chart.Lettering.Anchor;
import java.util.ArrayList;
import java.util.List;

/**
 * The colours between the levels of a scale, and the bar that explains them.
 *
 * @param scale what is measured; a level is at each of its ticks
 */
record ColourBar(Axis scale) {
  /** Of the bar with its letters. */
  static final double WIDTH = 78;

  private static final double BAR = 16;
  private static final double LETTERS = 11;
  private static final double LINE = 12;

  /** 0, the levels in fractions of the scale, 1. */
  List<Double> edges() {
    List<Double> edges = new ArrayList<>(List.of(0.0));
    for (Tick level : scale.ticks()) {
      double fraction = scale.fraction(level.value());
      if (fraction > 1e-9 && fraction < 1 - 1e-9) {
        edges.add(fraction);
      }
    }
    edges.add(1.0);
    return edges;
  }

  /** The colour above the k-th edge. */
  int colour(int k) {
    List<Double> edges = edges();
    return Ramp.at((edges.get(k) + edges.get(k + 1)) / 2);
  }

  /** Draws the bar with its upper left corner at a point, and its name above it. */
  void draw(Canvas canvas, double left, double top, double height, double rightEnd) {
    List<Double> edges = edges();
    for (int k = 0; k + 1 < edges.size(); k++) {
      double low = top + (1 - edges.get(k)) * height;
      double high = top + (1 - edges.get(k + 1)) * height;
      canvas.polygon(
          new double[][] {{left, low}, {left + BAR, low}, {left + BAR, high}, {left, high}},
          colour(k),
          colour(k));
    }
    double last = Double.POSITIVE_INFINITY;
    for (Tick tick : scale.ticks()) {
      double y = top + (1 - scale.fraction(tick.value())) * height;
      canvas.line(left, y, left + BAR + 3, y, Pen.solid(Ink.TEXT, 0.8));
      if (last - y > LINE) {
        canvas.text(
            left + BAR + 6, y + 4, tick.label(), Lettering.plain(LETTERS, Anchor.START, Ink.TEXT));
        last = y;
      }
    }
    canvas.text(rightEnd, top - 9, scale.label(), Lettering.plain(LETTERS, Anchor.END, Ink.MUTED));
  }
}
