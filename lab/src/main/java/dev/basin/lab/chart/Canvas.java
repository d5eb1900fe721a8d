package dev.basin.lab.chart;

import java.util.Arrays;

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

  /**
   * A filled polygon with a thin outline, in colours that are data rather than meaning.
   *
   * @param corners at least three, each {x, y}
   * @param fill the colour inside, as 0xRRGGBB
   * @param outline the colour of its edge; that of {@code fill} closes the seam to a neighbour
   */
  void polygon(double[][] corners, int fill, int outline);

  /**
   * A translucent area without an outline, in a colour of meaning. A canvas that cannot fill draws
   * its edge.
   *
   * @param corners at least three, each {x, y}
   * @param opacity from 0 to 1
   */
  default void area(double[][] corners, Ink ink, double opacity) {
    double[][] closed = Arrays.copyOf(corners, corners.length + 1);
    closed[corners.length] = corners[0];
    line(closed, new Pen(ink, 0.5, false, opacity));
  }

  /** A text; y is its base line. */
  void text(double x, double y, String text, Lettering lettering);

  /** A marker around a centre. */
  void marker(double x, double y, double radius, Shape shape, Ink ink);

  /** A line between two points. */
  default void line(double x1, double y1, double x2, double y2, Pen pen) {
    line(new double[][] {{x1, y1}, {x2, y2}}, pen);
  }
}
