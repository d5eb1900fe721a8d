package dev.basin.data.image.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A chunk of a PNG file: a length, a name, the content and a checksum of name and content. */
final class PngChunk {
  private final PictureBytes bytes;
  private final String name;
  private final CRC32 sum = new CRC32();
  private long unread;

  private PngChunk(PictureBytes bytes, String name, long length) {
    this.bytes = bytes;
    this.name = name;
    this.unread = length;
  }

  /** Begins the next chunk; its content is not taken yet. */
  static PngChunk next(PictureBytes bytes) throws IOException {
    long length = bytes.unsigned32();
    byte[] letters = bytes.read(4);
    String name = new String(letters, StandardCharsets.ISO_8859_1);
    if (!name.matches("[A-Za-z]{4}") || length > Integer.MAX_VALUE) {
      throw bytes.broken(bytes.position() - 8, "no chunk where one must begin");
    }
    PngChunk chunk = new PngChunk(bytes, name, length);
    chunk.sum.update(letters);
    return chunk;
  }

  String name() {
    return name;
  }

  /** Whether the picture can be shown without it. */
  boolean ancillary() {
    return Character.isLowerCase(name.charAt(0));
  }

  /** Takes some of the content; −1 behind its end. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (unread == 0) {
      return -1;
    }
    int count = bytes.read(target, offset, (int) Math.min(length, unread));
    sum.update(target, offset, count);
    unread -= count;
    return count;
  }

  /**
   * Takes all of a content that is small by its nature, and ends the chunk.
   *
   * @param most how many bytes it may have
   */
  byte[] content(int most) throws IOException {
    if (unread > most) {
      throw broken("a chunk of %d bytes, where at most %d can be,".formatted(unread, most));
    }
    byte[] content = new byte[(int) unread];
    int done = 0;
    while (done < content.length) {
      done += read(content, done, content.length - done);
    }
    end();
    return content;
  }

  /** Takes what is left of the content, and checks the sum. */
  void end() throws IOException {
    byte[] rest = new byte[(int) Math.min(unread, 1 << 12)];
    while (unread > 0) {
      read(rest, 0, rest.length);
    }
    long stored = bytes.unsigned32();
    if (stored != sum.getValue()) {
      throw bytes.broken(
          bytes.position() - 4,
          "checksum %08x of chunk %s, whose content has %08x"
              .formatted(stored, name, sum.getValue()));
    }
  }

  PictureException broken(String fault) {
    return bytes.broken(fault + " in chunk " + name);
  }
}
