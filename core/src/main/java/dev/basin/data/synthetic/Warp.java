package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;

/**
 * Where each pixel of an image looks in a field: a reflection (with probability ½), a rotation by
 * up to 15°, a scaling (log-uniform from 1/1.25 to 1.25), a translation by up to 5 pixels each way
 * and a smooth displacement, all drawn for each image.
 *
 * <p>The displacement is interpolated bilinearly from a grid of {@value #KNOTS} × {@value #KNOTS}
 * vectors, uniform up to 2.5 pixels each way.
 */
final class Warp {
  private static final double ROTATION = Math.PI / 12;
  private static final double SCALING = StrictMath.log(1.25);
  private static final double TRANSLATION = 5;
  private static final double DISPLACEMENT = 2.5;
  private static final int KNOTS = 4;
  private static final double IMAGE_CENTRE = (ImagePoints.SIDE - 1) / 2.0;
  private static final double FIELD_CENTRE = (Field.SIDE - 1) / 2.0;

  private final double flip;
  private final double sine;
  private final double cosine;
  private final double down;
  private final double right;
  private final double[] knots;

  private Warp(double flip, double sine, double cosine, double down, double right, double[] knots) {
    this.flip = flip;
    this.sine = sine;
    this.cosine = cosine;
    this.down = down;
    this.right = right;
    this.knots = knots;
  }

  static Warp draw(RandomStream stream) {
    double flip = stream.nextInt(2) == 0 ? 1 : -1;
    double angle = ROTATION * Uniform.symmetric(stream);
    double scale = StrictMath.exp(SCALING * Uniform.symmetric(stream));
    double down = TRANSLATION * Uniform.symmetric(stream);
    double right = TRANSLATION * Uniform.symmetric(stream);
    double[] knots = new double[KNOTS * KNOTS * 2];
    for (int k = 0; k < knots.length; k++) {
      knots[k] = DISPLACEMENT * Uniform.symmetric(stream);
    }
    return new Warp(
        flip, scale * StrictMath.sin(angle), scale * StrictMath.cos(angle), down, right, knots);
  }

  /** The warp that shows a field's middle as it is. */
  static Warp identity() {
    return new Warp(1, 0, 1, 0, 0, new double[KNOTS * KNOTS * 2]);
  }

  /**
   * Adds what an image's pixel sees.
   *
   * @param row the pixel's row, from 0 to 31
   * @param column its column
   * @param weight what the colour is multiplied by
   * @param into the colour is added to this
   */
  void addTo(Field field, int row, int column, double weight, double[] into) {
    double y = row - IMAGE_CENTRE;
    double x = flip * (column - IMAGE_CENTRE);
    field.addTo(
        FIELD_CENTRE + cosine * y + sine * x + down + displacement(row, column, 0),
        FIELD_CENTRE + cosine * x - sine * y + right + displacement(row, column, 1),
        weight,
        into);
  }

  private double displacement(int row, int column, int axis) {
    double y = row * (KNOTS - 1) / (double) (ImagePoints.SIDE - 1);
    double x = column * (KNOTS - 1) / (double) (ImagePoints.SIDE - 1);
    int top = Math.min(KNOTS - 2, (int) y);
    int left = Math.min(KNOTS - 2, (int) x);
    double upper = between(knot(top, left, axis), knot(top, left + 1, axis), x - left);
    double lower = between(knot(top + 1, left, axis), knot(top + 1, left + 1, axis), x - left);
    return between(upper, lower, y - top);
  }

  private double knot(int row, int column, int axis) {
    return knots[(row * KNOTS + column) * 2 + axis];
  }

  private static double between(double from, double to, double share) {
    return from * (1 - share) + to * share;
  }
}
