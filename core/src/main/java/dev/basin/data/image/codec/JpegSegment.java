package dev.basin.data.image.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands between two markers of a JPEG file, behind its length (ITU-T T.81, B.1.1.4). */
final class JpegSegment {
  private final PictureBytes bytes;
  private final long offset;
  private final byte[] content;
  private int at;

  private JpegSegment(PictureBytes bytes, long offset, byte[] content) {
    this.bytes = bytes;
    this.offset = offset;
    this.content = content;
  }

  /** Takes a whole segment. */
  static JpegSegment read(PictureBytes bytes) throws IOException {
    int length = length(bytes);
    long offset = bytes.position();
    return new JpegSegment(bytes, offset, bytes.read(length));
  }

  /** Passes over a segment. */
  static void skip(PictureBytes bytes) throws IOException {
    bytes.skip(length(bytes));
  }

  private static int length(PictureBytes bytes) throws IOException {
    int length = bytes.unsigned16();
    if (length < 2) {
      throw bytes.broken("a segment of length " + length);
    }
    return length - 2;
  }

  /** How many bytes are not taken. */
  int remaining() {
    return content.length - at;
  }

  /** The next byte as an unsigned number. */
  int unsigned8() throws PictureException {
    if (at == content.length) {
      throw broken("a segment that ends too early");
    }
    return content[at++] & 0xFF;
  }

  /** The next two bytes as a big-endian number. */
  int unsigned16() throws PictureException {
    return unsigned8() << 8 | unsigned8();
  }

  /** The next bytes. */
  byte[] read(int count) throws PictureException {
    if (count > remaining()) {
      throw broken("a segment that ends too early");
    }
    at += count;
    return Arrays.copyOfRange(content, at - count, at);
  }

  /** Takes a text if it comes next. */
  boolean startsWith(String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    boolean found =
        expected.length <= remaining()
            && Arrays.equals(content, at, at + expected.length, expected, 0, expected.length);
    if (found) {
      at += expected.length;
    }
    return found;
  }

  /**
   * Requires that all was taken.
   *
   * @throws PictureException if not
   */
  void requireEnd() throws PictureException {
    if (remaining() > 0) {
      throw broken("a segment with " + remaining() + " bytes too many");
    }
  }

  /** The error that something is wrong here. */
  PictureException broken(String fault) {
    return bytes.broken(offset + at, fault);
  }
}
