package dev.basin.data.image.codec;

/** Turns a row of samples into red, green and blue. */
@FunctionalInterface
public interface RgbRow {
  /** Values of a pixel. */
  int CHANNELS = 3;

  /**
   * Converts a row.
   *
   * @param samples {@code (width, channels)} as stored
   * @param values {@code (height, width, 3)} bytes
   * @param at where the row begins in {@code values}
   */
  void convert(int[] samples, byte[] values, int at);

  /** Three equal values of each sample of 8 bits. */
  static void grey(int[] samples, byte[] values, int at) {
    for (int i = 0, to = at; i < samples.length; i++, to += CHANNELS) {
      values[to] = (byte) samples[i];
      values[to + 1] = (byte) samples[i];
      values[to + 2] = (byte) samples[i];
    }
  }

  /** Red, green and blue of 8 bits, as they are. */
  static void colour(int[] samples, byte[] values, int at) {
    for (int i = 0; i < samples.length; i++) {
      values[at + i] = (byte) samples[i];
    }
  }
}
