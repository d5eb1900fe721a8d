package dev.basin.data.image.codec;

/** Takes a picture's rows, from the first to the last. */
@FunctionalInterface
public interface SampleRows {
  /**
   * Takes a row.
   *
   * @param y its number, from 0
   * @param samples {@code (width, channels)}, each from 0; the array is used again for the next row
   */
  void accept(int y, int[] samples);
}
