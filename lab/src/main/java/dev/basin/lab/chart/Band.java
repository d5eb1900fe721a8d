package dev.basin.lab.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The area between two curves over the same places, such as the ends of an interval.
 *
 * @param points its places in order; a gap where a number is not finite
 * @param onRight whether the right axis measures it
 * @param ink its colour, of which a share is drawn
 */
public record Band(List<Point> points, boolean onRight, Ink ink) implements Layer {
  private static final double OPACITY = 0.16;
  private static final double LONE_WIDTH = 6;
  private static final double FAR_BELOW = -1e3;

  /**
   * A place of a band.
   *
   * @param x its position
   * @param low where it begins there
   * @param high where it ends there
   */
  public record Point(double x, double low, double high) {
    boolean isFinite() {
      return Double.isFinite(x) && Double.isFinite(low) && Double.isFinite(high);
    }
  }

  /** Copies the list. */
  public Band {
    points = List.copyOf(points);
  }

  @Override
  public void draw(Canvas canvas, PlotFrame frame) {
    List<Point> piece = new ArrayList<>();
    for (Point point : points) {
      if (point.isFinite()) {
        piece.add(point);
      } else {
        drawPiece(canvas, frame, piece);
        piece.clear();
      }
    }
    drawPiece(canvas, frame, piece);
  }

  private void drawPiece(Canvas canvas, PlotFrame frame, List<Point> piece) {
    if (piece.isEmpty()) {
      return;
    }
    if (piece.size() == 1) {
      Point lone = piece.get(0);
      double[][] line = {place(frame, lone.x(), lone.low()), place(frame, lone.x(), lone.high())};
      for (double[][] visible : Clip.pieces(line)) {
        canvas.line(frame.placed(visible), new Pen(ink, LONE_WIDTH, false, OPACITY));
      }
      return;
    }
    List<double[]> corners = new ArrayList<>();
    piece.forEach(point -> corners.add(place(frame, point.x(), point.low())));
    for (int i = piece.size() - 1; i >= 0; i--) {
      corners.add(place(frame, piece.get(i).x(), piece.get(i).high()));
    }
    double[][] visible = Clip.polygon(corners.toArray(new double[0][]));
    if (visible.length > 2) {
      canvas.area(frame.placed(visible), ink, OPACITY);
    }
  }

  /** A logarithmic axis has no place for 0: far below it. */
  private double[] place(PlotFrame frame, double x, double y) {
    double[] fractions = frame.fractions(x, y, onRight);
    fractions[1] = Math.max(FAR_BELOW, fractions[1]);
    return fractions;
  }
}
