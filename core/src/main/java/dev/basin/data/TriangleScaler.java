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
    float[] columns = columns(picture, size.width());
    float[] rows =
        rows(columns, picture.size().height(), size.height(), size.width() * RgbPicture.CHANNELS);
    byte[] values = new byte[rows.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.round(rows[i]);
    }
    return new RgbPicture(size, values);
  }

  /** From (height, width, 3) to (height, to, 3). */
  private static float[] columns(RgbPicture picture, int to) {
    int height = picture.size().height();
    int width = picture.size().width();
    byte[] source = picture.values();
    float[] target = new float[Math.multiplyExact(height, to * RgbPicture.CHANNELS)];
    for (int i = 0; i < to; i++) {
      Weights weights = Weights.of(i, width, to);
      for (int row = 0; row < height; row++) {
        int targetAt = (row * to + i) * RgbPicture.CHANNELS;
        for (int j = 0; j < weights.values.length; j++) {
          int sourceAt = (row * width + weights.first + j) * RgbPicture.CHANNELS;
          for (int channel = 0; channel < RgbPicture.CHANNELS; channel++) {
            target[targetAt + channel] += weights.values[j] * (source[sourceAt + channel] & 0xFF);
          }
        }
      }
    }
    return target;
  }

  /** From (height, inner) to (to, inner). */
  private static float[] rows(float[] source, int height, int to, int inner) {
    float[] target = new float[Math.multiplyExact(to, inner)];
    for (int i = 0; i < to; i++) {
      Weights weights = Weights.of(i, height, to);
      for (int j = 0; j < weights.values.length; j++) {
        int sourceAt = (weights.first + j) * inner;
        for (int k = 0; k < inner; k++) {
          target[i * inner + k] += weights.values[j] * source[sourceAt + k];
        }
      }
    }
    return target;
  }

  /** The source pixels that a target pixel is made of: from {@code first} on, with these shares. */
  private static final class Weights {
    private final int first;
    private final float[] values;

    private Weights(int first, float[] values) {
      this.first = first;
      this.values = values;
    }

    static Weights of(int target, int from, int to) {
      double step = (double) from / to;
      double radius = Math.max(1, step);
      double center = (target + 0.5) * step;
      int first = Math.max(0, (int) Math.floor(center - radius));
      int end = Math.min(from, (int) Math.ceil(center + radius));
      double sum = 0;
      for (int j = first; j < end; j++) {
        sum += triangle(j, center, radius);
      }
      float[] values = new float[end - first];
      for (int j = first; j < end; j++) {
        values[j - first] = (float) (triangle(j, center, radius) / sum);
      }
      return new Weights(first, values);
    }

    private static double triangle(int pixel, double center, double radius) {
      return Math.max(0, 1 - Math.abs(pixel + 0.5 - center) / radius);
    }
  }
}
