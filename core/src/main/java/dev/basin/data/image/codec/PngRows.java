package dev.basin.data.image.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The rows of a pass over a PNG file's pixels, unfiltered. */
final class PngRows {
  private final InputStream pixels;
  private final PngForm form;
  private final int length;
  private byte[] row;
  private byte[] above;

  /**
   * Begins.
   *
   * @param pixels the unpacked pixels
   * @param columns of the pass
   */
  PngRows(InputStream pixels, PngForm form, int columns) {
    this.pixels = pixels;
    this.form = form;
    this.length = form.rowBytes(columns);
    this.row = new byte[length];
    this.above = new byte[length];
  }

  /**
   * Reads the next row.
   *
   * @param samples takes the samples
   * @param count how many there are: columns of the pass times channels
   * @return false if its filter is none
   * @throws EOFException if it is not there
   */
  boolean next(int[] samples, int count) throws IOException {
    byte[] last = above;
    above = row;
    row = last;
    int filter = pixels.read();
    if (filter < 0 || pixels.readNBytes(row, 0, length) < length) {
      throw new EOFException();
    }
    if (!PngFilter.undo(filter, row, above, length, form.pixelBytes())) {
      return false;
    }
    unpack(samples, count);
    return true;
  }

  private void unpack(int[] samples, int count) {
    int bits = form.bits();
    for (int i = 0; i < count; i++) {
      samples[i] =
          switch (bits) {
            case 16 -> (row[2 * i] & 0xFF) << 8 | (row[2 * i + 1] & 0xFF);
            case 8 -> row[i] & 0xFF;
            default -> {
              int at = i * bits;
              int shift = Byte.SIZE - bits - at % Byte.SIZE;
              yield (row[at / Byte.SIZE] & 0xFF) >> shift & ((1 << bits) - 1);
            }
          };
    }
  }
}
