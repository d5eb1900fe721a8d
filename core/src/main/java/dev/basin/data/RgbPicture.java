package dev.basin.data;

/** A decoded picture: bytes of red, green and blue, pixel by pixel, row by row. */
final class RgbPicture {
  static final int CHANNELS = 3;

  private final ImageSize size;
  private final byte[] values;

  /**
   * Keeps pixels, without copying them.
   *
   * @param values {@code (height, width, 3)} unsigned bytes
   */
  RgbPicture(ImageSize size, byte[] values) {
    this.size = size;
    this.values = values;
  }

  ImageSize size() {
    return size;
  }

  /** The pixels; this object's own array. */
  byte[] values() {
    return values;
  }
}
