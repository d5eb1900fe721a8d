package dev.basin.lab.chart;

import java.util.List;

/**
 * A curve.
 *
 * @param points its points in order; a gap where a coordinate is not finite
 * @param onRight whether the right axis measures it
 * @param pen how it is drawn
 */
public record Series(List<Point> points, boolean onRight, Pen pen) implements Layer {
  private static final double LONE = 3;

  /**
   * A point of a curve.
   *
   * @param x its position
   * @param y its value
   */
  public record Point(double x, double y) {}

  @Override
  public void draw(Canvas canvas, PlotFrame frame) {
    double[][] fractions =
        points.stream()
            .map(point -> frame.fractions(point.x(), point.y(), onRight))
            .toArray(double[][]::new);
    for (double[] lone : frame.placed(Clip.lonePoints(fractions).toArray(new double[0][]))) {
      canvas.marker(lone[0], lone[1], LONE, Canvas.Shape.DISC, pen.ink());
    }
    for (double[][] piece : Clip.pieces(fractions)) {
      canvas.line(frame.placed(piece), pen);
    }
  }
}
