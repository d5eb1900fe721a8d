package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a file from front to back, each with its position. A file that begins with gzip's
 * magic number is unpacked, whatever its name, and positions count its unpacked bytes.
 */
final class PositionedInput implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final boolean packed;
  private final long fileBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private InputStream stream;
  private long bufferPosition;
  private int filled;
  private int next;

  private PositionedInput(Path file, boolean packed, long fileBytes, InputStream stream) {
    this.file = file;
    this.packed = packed;
    this.fileBytes = fileBytes;
    this.stream = stream;
  }

  /**
   * Opens a file at its first byte.
   *
   * @throws DatasetFormatException if there is no such file
   * @throws IOException if it cannot be read
   */
  static PositionedInput open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DatasetFormatException(
          file,
          Files.exists(file) ? "no regular file" : "no such file",
          "a file of data",
          "name the file alone, without 'ark:' or 'scp:' and without a command to run");
    }
    if (!Files.isReadable(file)) {
      throw new DatasetFormatException(
          file, "a file that may not be read", "one that may", "change its permissions");
    }
    boolean packed;
    try (InputStream head = Files.newInputStream(file)) {
      packed = head.read() == 0x1f && head.read() == 0x8b;
    }
    PositionedInput input =
        new PositionedInput(file, packed, Files.size(file), InputStream.nullInputStream());
    input.stream = input.begin(0);
    return input;
  }

  /**
   * Opens a file that may be text, behind its byte-order mark.
   *
   * @throws DatasetFormatException if there is no such file, or if it is in UTF-16
   * @throws IOException if it cannot be read
   */
  static PositionedInput openText(Path file) throws IOException {
    PositionedInput input = open(file);
    try {
      input.skipByteOrderMark();
      return input;
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private InputStream begin(long position) throws IOException {
    InputStream plain = Files.newInputStream(file);
    try {
      if (!packed) {
        plain.skipNBytes(position);
        return plain;
      }
      InputStream unpacked = new GZIPInputStream(plain, BUFFER_BYTES);
      unpacked.skipNBytes(position);
      return unpacked;
    } catch (EOFException | ZipException e) {
      plain.close();
      throw broken(e);
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  /** What is read. */
  Path file() {
    return file;
  }

  /** Where the next byte stands. */
  long position() {
    return bufferPosition + next;
  }

  /**
   * An upper bound of the bytes that follow; of a gzip file, where it is not known, the highest.
   */
  long mostRemaining() {
    return packed ? Long.MAX_VALUE : Math.max(0, fileBytes - position());
  }

  /**
   * Goes to a place of the file.
   *
   * @throws DatasetFormatException if the file ends before it
   */
  void seek(long position) throws IOException {
    if (position >= bufferPosition && position <= bufferPosition + filled) {
      next = (int) (position - bufferPosition);
      return;
    }
    if (!packed && position > fileBytes) {
      throw new DatasetFormatException(
          file,
          fileBytes,
          "the end of the file",
          "data at byte " + position,
          "make the script (.scp) again from the archive that is there");
    }
    stream.close();
    stream = begin(position);
    bufferPosition = position;
    filled = 0;
    next = 0;
  }

  /** The next byte, which stays; −1 at the end of the file. */
  int peek() throws IOException {
    return next < filled || fill() ? buffer[next] & 0xFF : -1;
  }

  /** The next byte; −1 at the end of the file. */
  int read() throws IOException {
    return next < filled || fill() ? buffer[next++] & 0xFF : -1;
  }

  /**
   * Passes over the mark with which Windows' editors begin text in UTF-8, if it comes next.
   *
   * @throws DatasetFormatException if the mark is that of UTF-16
   */
  void skipByteOrderMark() throws IOException {
    long at = position();
    int first = peek();
    if (first == 0xEF) {
      read();
      if (read() != 0xBB || read() != 0xBF) {
        seek(at);
      }
    } else if (first == 0xFF || first == 0xFE) {
      read();
      int second = peek();
      seek(at);
      if (first + second == 0xFF + 0xFE && second != first) {
        throw new DatasetFormatException(
            file,
            at,
            "the byte-order mark of UTF-16",
            "text in UTF-8, or binary data",
            "save it as UTF-8, for example by: iconv -f UTF-16 -t UTF-8 OLD > NEW");
      }
    }
  }

  /**
   * Reads as many bytes as there are, at most {@code count}.
   *
   * @return how many; fewer than {@code count} only at the end of the file
   */
  int read(byte[] target, int count) throws IOException {
    int done = 0;
    while (done < count && (next < filled || fill())) {
      int part = Math.min(count - done, filled - next);
      System.arraycopy(buffer, next, target, done, part);
      next += part;
      done += part;
    }
    return done;
  }

  private boolean fill() throws IOException {
    bufferPosition += filled;
    filled = 0;
    next = 0;
    try {
      filled = Math.max(0, stream.read(buffer));
    } catch (EOFException | ZipException e) {
      throw broken(e);
    }
    return filled > 0;
  }

  private DatasetFormatException broken(IOException e) {
    String reason = e.getMessage() == null ? "it ends too early" : e.getMessage();
    return new DatasetFormatException(
        file,
        position(),
        "broken gzip data (" + reason + ")",
        "a whole gzip file",
        "make or copy the file again");
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
