package dev.basin.data.synthetic;

/**
 * A square picture of {@value #SIDE} × {@value #SIDE} pixels in three channels of real numbers,
 * larger than the images that are cut from it, and read between its pixels.
 */
final class Field {
  static final int SIDE = 48;
  static final int CHANNELS = 3;

  private static final double MEAN = 128;
  private static final double DEVIATION = 50;

  private final float[] values;

  /**
   * Takes values over.
   *
   * @param values {@code (SIDE, SIDE, CHANNELS)} row-major; scaled in place to mean 128 and
   *     standard deviation 50 over all pixels and channels
   */
  Field(double[] values) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double scale = DEVIATION / Math.sqrt(squares / values.length);
    this.values = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      this.values[i] = (float) (MEAN + scale * (values[i] - mean));
    }
  }

  /**
   * Reads the colour at a place by bilinear interpolation; beyond the edge lies the edge's colour.
   *
   * @param row from 0, the centre of the first row of pixels, to SIDE − 1
   * @param column likewise
   * @param weight what the colour is multiplied by
   * @param into the three channels are added to this
   */
  void addTo(double row, double column, double weight, double[] into) {
    double y = Math.max(0, Math.min(SIDE - 1, row));
    double x = Math.max(0, Math.min(SIDE - 1, column));
    int top = Math.min(SIDE - 2, (int) y);
    int left = Math.min(SIDE - 2, (int) x);
    double down = y - top;
    double right = x - left;
    int corner = (top * SIDE + left) * CHANNELS;
    int below = corner + SIDE * CHANNELS;
    for (int channel = 0; channel < CHANNELS; channel++) {
      double upper =
          values[corner + channel] * (1 - right) + values[corner + CHANNELS + channel] * right;
      double lower =
          values[below + channel] * (1 - right) + values[below + CHANNELS + channel] * right;
      into[channel] += weight * (upper * (1 - down) + lower * down);
    }
  }
}
