package dev.basin.lab.chart;

/** What a chart draws on; y grows downward. */
public interface Canvas {

  /** The shapes that mark a single value. */
  enum Shape {
    /** A filled disc. */
    DISC,
    /** A diamond with an outline only. */
    DIAMOND
  }

  /**
   * A line through points.
   *
   * @param points at least two, each {x, y}
   * @param pen how it is drawn
   */
  void line(double[][] points, Pen pen);

  /** A text; y is its base line. */
  void text(double x, double y, String text, Lettering lettering);

  /** A marker around a centre. */
  void marker(double x, double y, double radius, Shape shape, Ink ink);

  /** A line between two points. */
  default void line(double x1, double y1, double x2, double y2, Pen pen) {
    line(new double[][] {{x1, y1}, {x2, y2}}, pen);
  }
}
