package dev.basin.data;

/**
 * Scales pictures by a triangle filter, along the rows and then along the columns: bilinear
 * interpolation where a picture grows; where it shrinks, the triangle is as wide as two target
 * pixels, so that every source pixel counts and fine patterns do not alias. Proportions are not
 * kept.
 *
 * <p>With s = source length / target length and r = max(1, s), target pixel i has its centre at c =
 * (i + ½) s, and source pixel j the weight max(0, 1 − |j + ½ − c| / r), divided by the sum of all.
 */
final class TriangleScaler {
  private TriangleScaler() {}

  /** The picture in another size; the same object if it has that size. */
  static RgbPicture scale(RgbPicture picture, ImageSize size) {
    if (picture.size().equals(size)) {
      return picture;
    }
    int height = picture.size().height();
    float[] source = new float[picture.values().length];
    for (int i = 0; i < source.length; i++) {
      source[i] = picture.values()[i] & 0xFF;
    }
    float[] narrowed =
        along(source, height, picture.size().width(), size.width(), RgbPicture.CHANNELS);
    float[] scaled = along(narrowed, 1, height, size.height(), size.width() * RgbPicture.CHANNELS);
    byte[] values = new byte[scaled.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.round(scaled[i]);
    }
    return new RgbPicture(size, values);
  }

  /** From (outer, from, inner) to (outer, to, inner). */
  private static float[] along(float[] source, int outer, int from, int to, int inner) {
    float[] target = new float[outer * to * inner];
    double step = (double) from / to;
    double radius = Math.max(1, step);
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) * step;
      int first = Math.max(0, (int) Math.floor(center - radius));
      int end = Math.min(from, (int) Math.ceil(center + radius));
      double[] weights = weights(first, end, center, radius);
      for (int block = 0; block < outer; block++) {
        for (int j = first; j < end; j++) {
          float weight = (float) weights[j - first];
          int sourceAt = (block * from + j) * inner;
          int targetAt = (block * to + i) * inner;
          for (int k = 0; k < inner; k++) {
            target[targetAt + k] += weight * source[sourceAt + k];
          }
        }
      }
    }
    return target;
  }

  private static double[] weights(int first, int end, double center, double radius) {
    double[] weights = new double[end - first];
    double sum = 0;
    for (int j = first; j < end; j++) {
      weights[j - first] = Math.max(0, 1 - Math.abs(j + 0.5 - center) / radius);
      sum += weights[j - first];
    }
    for (int j = 0; j < weights.length; j++) {
      weights[j] /= sum;
    }
    return weights;
  }
}
