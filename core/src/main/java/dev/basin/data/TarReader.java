package dev.basin.data;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive (POSIX ustar) from front to back. It never writes a file: names are only
 * compared. Extended headers are passed over as members that are no regular files.
 */
final class TarReader {
  /**
   * A member of the archive.
   *
   * @param name its whole name
   * @param bytes its length
   * @param regular whether it is a regular file
   */
  record Member(String name, long bytes, boolean regular) {}

  private static final int BLOCK = 512;

  private final InputStream archive;
  private long unread;
  private long padding;

  TarReader(InputStream archive) {
    this.archive = archive;
  }

  /** The next member, or null at the end of the archive. */
  @Nullable Member next() throws IOException {
    archive.skipNBytes(unread + padding);
    byte[] header = archive.readNBytes(BLOCK);
    if (header.length == 0 || isZero(header)) {
      return null;
    }
    if (header.length < BLOCK) {
      throw new EOFException("tar: the archive ends within a header");
    }
    checkSum(header);
    unread = octal(header, 124, 12, "size");
    padding = (BLOCK - unread % BLOCK) % BLOCK;
    String name = text(header, 0, 100);
    boolean ustar = text(header, 257, 5).equals("ustar");
    String prefix = ustar ? text(header, 345, 155) : "";
    char type = (char) header[156];
    return new Member(
        prefix.isEmpty() ? name : prefix + "/" + name, unread, type == '0' || type == 0);
  }

  /** The current member's content; closing it does nothing. */
  InputStream content() {
    return new FilterInputStream(archive) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (unread == 0) {
          return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, unread));
        if (count < 0) {
          throw new EOFException("tar: the archive ends within a member");
        }
        unread -= count;
        return count;
      }

      @Override
      public void close() {}
    };
  }

  private static void checkSum(byte[] header) throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
    }
    long stored = octal(header, 148, 8, "checksum");
    if (stored != sum) {
      throw new IOException("tar: found header checksum " + stored + ", expected " + sum);
    }
  }

  private static long octal(byte[] header, int from, int length, String field) throws IOException {
    String digits = text(header, from, length).strip();
    try {
      long value = digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same error.
    }
    throw new IOException("tar: found " + field + " '" + digits + "', expected octal digits");
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static boolean isZero(byte[] block) {
    return Arrays.equals(block, new byte[block.length]);
  }
}
