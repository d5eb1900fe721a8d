package dev.basin.data.image.codec;

/** All samples of an interlaced picture. */
final class PngImage {
  private static final int DEEP = 16;

  private final int channels;
  private final boolean deep;

  /** By rows, so that no single array is large; of 16 bits, two bytes a sample. */
  private final byte[][] rows;

  PngImage(PngForm form) {
    channels = form.channels();
    deep = form.bits() == DEEP;
    rows = new byte[form.height()][form.width() * channels * (deep ? 2 : 1)];
  }

  /** The memory that such a picture takes. */
  static long bytes(PngForm form) {
    return (long) form.height() * form.width() * form.channels() * (form.bits() == DEEP ? 2 : 1);
  }

  /**
   * Puts a row of a pass where it belongs.
   *
   * @param number of the row in its pass
   * @param samples {@code (columns, channels)}
   */
  void put(PngPass pass, int number, int columns, int[] samples) {
    byte[] row = rows[pass.y() + number * pass.stepY()];
    for (int i = 0; i < columns; i++) {
      int to = (pass.x() + i * pass.stepX()) * channels;
      for (int channel = 0; channel < channels; channel++) {
        set(row, to + channel, samples[i * channels + channel]);
      }
    }
  }

  private void set(byte[] row, int at, int sample) {
    if (deep) {
      row[2 * at] = (byte) (sample >> Byte.SIZE);
      row[2 * at + 1] = (byte) sample;
    } else {
      row[at] = (byte) sample;
    }
  }

  /** A whole row: {@code (width, channels)}. */
  void row(int y, int[] samples) {
    byte[] row = rows[y];
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          deep ? (row[2 * i] & 0xFF) << Byte.SIZE | (row[2 * i + 1] & 0xFF) : row[i] & 0xFF;
    }
  }
}
