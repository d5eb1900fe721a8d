package dev.basin.data.image;

import dev.basin.data.image.codec.RgbRow;
import org.jspecify.annotations.Nullable;

/**
 * Scales a picture by a triangle filter, along the rows and then along the columns: bilinear
 * interpolation where it grows; where it shrinks, the triangle is as wide as two target pixels, so
 * that every source pixel counts and fine patterns do not alias. Proportions are not kept. Rows are
 * taken one by one; only target rows that are not complete are held as numbers.
 *
 * <p>With s = source length / target length and r = max(1, s), target pixel i has its centre at c =
 * (i + ½) s, and source pixel j the weight max(0, 1 − |j + ½ − c| / r), divided by the sum of all.
 */
final class TriangleScaler {
  private static final int CHANNELS = RgbRow.CHANNELS;

  private final ImageSize target;
  private final Weights[] across;
  private final Weights[] down;
  private final float[] row;
  private final float[] @Nullable [] sums;
  private final byte[] values;
  private int rows;
  private int complete;

  /**
   * Begins a picture.
   *
   * @param source the size of what comes
   * @param target the size of what is made of it
   */
  TriangleScaler(ImageSize source, ImageSize target) {
    this.target = target;
    this.across = weights(source.width(), target.width());
    this.down = weights(source.height(), target.height());
    this.row = new float[target.width() * CHANNELS];
    this.sums = new float[target.height()][];
    this.values = new byte[Math.multiplyExact(target.height(), row.length)];
  }

  /** The memory that scaling takes beside its result, at most. */
  static long bytes(ImageSize source, ImageSize target) {
    long weights =
        3L * (source.width() + (long) source.height() + target.width() + target.height());
    double grows = Math.max(1, target.height() / (double) source.height());
    long open = Math.min(target.height(), (long) (2 * grows + 2));
    return Float.BYTES * (weights + (1 + open) * target.width() * CHANNELS)
        + (long) source.width() * CHANNELS;
  }

  private static Weights[] weights(int from, int to) {
    Weights[] weights = new Weights[to];
    for (int i = 0; i < to; i++) {
      weights[i] = Weights.of(i, from, to);
    }
    return weights;
  }

  /**
   * Takes the next row.
   *
   * @param source {@code (width, 3)} bytes
   */
  void add(byte[] source) {
    scaleAcross(source);
    for (int i = complete; i < down.length && down[i].first <= rows; i++) {
      Weights weights = down[i];
      int part = rows - weights.first;
      if (part < weights.values.length) {
        addTo(i, weights.values[part]);
        if (part == weights.values.length - 1) {
          round(i);
        }
      }
    }
    while (complete < down.length && down[complete].end() <= rows + 1) {
      complete++;
    }
    rows++;
  }

  private void scaleAcross(byte[] source) {
    for (int i = 0; i < target.width(); i++) {
      Weights weights = across[i];
      float red = 0;
      float green = 0;
      float blue = 0;
      int at = weights.first * CHANNELS;
      for (float weight : weights.values) {
        red += weight * (source[at] & 0xFF);
        green += weight * (source[at + 1] & 0xFF);
        blue += weight * (source[at + 2] & 0xFF);
        at += CHANNELS;
      }
      row[i * CHANNELS] = red;
      row[i * CHANNELS + 1] = green;
      row[i * CHANNELS + 2] = blue;
    }
  }

  private void addTo(int targetRow, float weight) {
    float[] sum = sums[targetRow];
    if (sum == null) {
      sum = new float[row.length];
      sums[targetRow] = sum;
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] += weight * row[k];
    }
  }

  private void round(int targetRow) {
    float[] sum = sums[targetRow];
    if (sum != null) {
      for (int k = 0; k < sum.length; k++) {
        values[targetRow * sum.length + k] = (byte) Math.round(sum[k]);
      }
      sums[targetRow] = null;
    }
  }

  /** The scaled picture, when all rows are taken: {@code (height, width, 3)}. */
  byte[] values() {
    return values;
  }

  /** The source pixels that a target pixel is made of: from {@code first} on, with these shares. */
  private static final class Weights {
    private final int first;
    private final float[] values;

    private Weights(int first, float[] values) {
      this.first = first;
      this.values = values;
    }

    private int end() {
      return first + values.length;
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
