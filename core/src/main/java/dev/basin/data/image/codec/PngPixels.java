package dev.basin.data.image.codec;

import java.io.IOException;
import java.io.InputStream;

/** The packed pixels of a PNG file: the content of its IDAT chunks, which follow each other. */
final class PngPixels extends InputStream {
  static final String NAME = "IDAT";

  private final PictureBytes bytes;
  private PngChunk chunk;

  /**
   * Begins.
   *
   * @param first the first of them
   */
  PngPixels(PictureBytes bytes, PngChunk first) {
    this.bytes = bytes;
    this.chunk = first;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (chunk.name().equals(NAME)) {
      int count = chunk.read(target, offset, length);
      if (count >= 0) {
        return count;
      }
      chunk.end();
      chunk = PngChunk.next(bytes);
    }
    return -1;
  }

  /** The chunk behind the last; what is left of the pixels is passed over. */
  PngChunk following() throws IOException {
    while (chunk.name().equals(NAME)) {
      chunk.end();
      chunk = PngChunk.next(bytes);
    }
    return chunk;
  }
}
