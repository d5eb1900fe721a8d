package dev.basin.train.remedy;

import dev.basin.engine.PointShape;

/**
 * Mirrors a picture, turns it about its centre and shifts it. A pixel of the result is interpolated
 * bilinearly between the four pixels around the place that it comes from; places outside have the
 * value of the nearest pixel at the border.
 *
 * @param mirrored whether left and right are exchanged first
 * @param angle by which it is turned then, in radians, counted from right to down
 * @param down pixels by which it is shifted at last
 * @param right the same along the rows
 */
record PictureMotion(boolean mirrored, double angle, double down, double right) {

  /**
   * Moves a picture.
   *
   * @param from values in (height, width, channel) order
   * @param to receives as many
   */
  void apply(float[] from, float[] to, PointShape shape) {
    int rows = shape.height();
    int columns = shape.width();
    double centreRow = (rows - 1) / 2.0;
    double centreColumn = (columns - 1) / 2.0;
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    for (int i = 0; i < rows; i++) {
      double row = i - centreRow - down;
      for (int j = 0; j < columns; j++) {
        double column = j - centreColumn - right;
        double fromRow = cosine * row - sine * column + centreRow;
        double fromColumn = sine * row + cosine * column + centreColumn;
        pixel(
            from,
            clamp(fromRow, rows - 1),
            clamp(mirrored ? columns - 1 - fromColumn : fromColumn, columns - 1),
            to,
            (i * columns + j) * shape.channels(),
            shape);
      }
    }
  }

  private static double clamp(double place, int last) {
    return place > 0 ? Math.min(place, last) : 0;
  }

  /** Interpolates in float: conversions to double and back would take twice the time of it all. */
  private static void pixel(
      float[] from, double row, double column, float[] to, int at, PointShape shape) {
    int channels = shape.channels();
    int top = (int) row;
    int left = (int) column;
    float low = (float) (row - top);
    float far = (float) (column - left);
    int topLeft = (top * shape.width() + left) * channels;
    int beside = left + 1 < shape.width() ? channels : 0;
    int below = top + 1 < shape.height() ? shape.width() * channels : 0;
    for (int c = 0; c < channels; c++) {
      int corner = topLeft + c;
      float upper = from[corner] + far * (from[corner + beside] - from[corner]);
      int lowerCorner = corner + below;
      float lower = from[lowerCorner] + far * (from[lowerCorner + beside] - from[lowerCorner]);
      to[at + c] = upper + low * (lower - upper);
    }
  }
}
