package dev.basin.lab.chart;

import java.util.List;

/**
 * A curve.
 *
 * @param points its points in order; a gap where a coordinate is not finite
 * @param onRight whether the right axis measures it
 * @param pen how it is drawn
 */
public record Series(List<Point> points, boolean onRight, Pen pen) {

  /**
   * A point of a curve.
   *
   * @param x its position
   * @param y its value
   */
  public record Point(double x, double y) {}
}
