package dev.basin.data.image.codec;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a picture's file from front to back, and where they are. */
final class PictureBytes implements Closeable {
  private static final int BUFFER_BYTES = 1 << 14;

  private final InputStream input;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long before;
  private int at;
  private int end;
  private String format = "file";

  PictureBytes(InputStream input) {
    this.input = input;
  }

  static PictureBytes open(Path file) throws IOException {
    return new PictureBytes(Files.newInputStream(file));
  }

  /** What the file is called in errors from now on. */
  void isA(String newFormat) {
    format = newFormat;
  }

  /** Where the next byte is, counted from 0. */
  long position() {
    return before + at;
  }

  private boolean fill() throws IOException {
    before += end;
    at = 0;
    end = 0;
    int count;
    do {
      count = input.read(buffer);
    } while (count == 0);
    end = Math.max(0, count);
    return count > 0;
  }

  /** The next byte as an unsigned number; −1 at the end. */
  int next() throws IOException {
    if (at == end && !fill()) {
      return -1;
    }
    return buffer[at++] & 0xFF;
  }

  /** The next bytes, without taking them; fewer where the file ends before. At the file's start. */
  byte[] head(int count) throws IOException {
    while (end < count) {
      int more = input.read(buffer, end, count - end);
      if (more < 0) {
        break;
      }
      end += more;
    }
    byte[] head = new byte[Math.min(count, end)];
    System.arraycopy(buffer, 0, head, 0, head.length);
    return head;
  }

  /** The next byte, which must be there. */
  int unsigned8() throws IOException {
    int value = next();
    if (value < 0) {
      throw ended();
    }
    return value;
  }

  /** The next two bytes as a big-endian number. */
  int unsigned16() throws IOException {
    return unsigned8() << 8 | unsigned8();
  }

  /** The next four bytes as a big-endian number. */
  long unsigned32() throws IOException {
    return (long) unsigned16() << 16 | unsigned16();
  }

  /** Takes bytes, at least one unless {@code length} is 0. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == end && !fill()) {
      throw ended();
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  /** The next bytes, all of which must be there. */
  byte[] read(int count) throws IOException {
    byte[] bytes = new byte[count];
    int done = 0;
    while (done < count) {
      done += read(bytes, done, count - done);
    }
    return bytes;
  }

  /** Passes over bytes, all of which must be there. */
  void skip(long count) throws IOException {
    long left = count;
    while (left > end - at) {
      left -= end - at;
      if (!fill()) {
        throw ended();
      }
    }
    at += (int) left;
  }

  private PictureException ended() {
    return broken("the file ends too early");
  }

  /** The error that something is wrong here. */
  PictureException broken(String fault) {
    return broken(position(), fault);
  }

  /** The error that something is wrong at a place. */
  PictureException broken(long offset, String fault) {
    return PictureException.broken(format, offset, fault);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
