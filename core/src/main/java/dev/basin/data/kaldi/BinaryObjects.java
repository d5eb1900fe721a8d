package dev.basin.data.kaldi;

import dev.basin.engine.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads what follows the two bytes {@code \0B} of a binary value. A matrix is the token {@code FM}
 * or {@code DM} and a space, rows and columns, then the values row by row; a vector {@code FV} or
 * {@code DV}, its size, then the values; a list of integers its size, then the integers. Every
 * integer stands behind a byte with its own length, 4; all numbers are little-endian.
 */
final class BinaryObjects {
  private static final int LONGEST_TOKEN = 8;
  private static final String KNOWN =
      "one of FM, DM, CM, CM2, CM3 (matrices), FV, DV (vectors) and 0x04 (a list of integers)";

  private BinaryObjects() {}

  static KaldiValue read(EntryReader entry) throws IOException {
    PositionedInput input = entry.input();
    long at = input.position();
    int first = input.peek();
    if (first == Integer.BYTES) {
      return integers(entry);
    }
    String token = token(entry, at, first);
    return switch (token) {
      case "FM" -> matrix(entry, token, false);
      case "DM" -> matrix(entry, token, true);
      case "FV" -> vector(entry, token, false);
      case "DV" -> vector(entry, token, true);
      case "CM", "CM2", "CM3" -> CompressedMatrices.read(entry, token);
      default ->
          throw entry.fault(
              at,
              Printable.quote(token),
              KNOWN,
              "write matrices with copy-feats and alignments with ali-to-pdf");
    };
  }

  private static String token(EntryReader entry, long at, int first) throws IOException {
    StringBuilder token = new StringBuilder();
    int next;
    while ((next = entry.input().read()) > ' ' && next < 0x7f && token.length() < LONGEST_TOKEN) {
      token.append((char) next);
    }
    if (next != ' ' || token.length() == 0) {
      throw entry.fault(at, first < 0 ? "the end of the file" : "0x%02x".formatted(first), KNOWN);
    }
    return token.toString();
  }

  private static KaldiMatrix matrix(EntryReader entry, String token, boolean stored64)
      throws IOException {
    long at = entry.input().position();
    int rows = entry.sizedInteger("the number of rows");
    int columns = entry.sizedInteger("the number of columns");
    checkSize(entry, at, rows, columns);
    String description = "a %s matrix of %d×%d values".formatted(token, rows, columns);
    long count = (long) rows * columns;
    entry.checkClaim(at, count, count * (stored64 ? Double.BYTES : Float.BYTES), description);
    return new KaldiMatrix(token, rows, columns, entry.floats((int) count, stored64, description));
  }

  /** Both sizes are at least 1, or both are 0. */
  static void checkSize(EntryReader entry, long at, int rows, int columns) {
    if (rows < 0 || columns < 0 || (rows == 0) != (columns == 0)) {
      throw entry.fault(
          at, "a matrix of %d×%d values".formatted(rows, columns), "at least 1×1, or 0×0");
    }
  }

  private static KaldiVector vector(EntryReader entry, String token, boolean stored64)
      throws IOException {
    long at = entry.input().position();
    int size = size(entry, at, "values");
    String description = "a %s vector of %d values".formatted(token, size);
    entry.checkClaim(at, size, (long) size * (stored64 ? Double.BYTES : Float.BYTES), description);
    return new KaldiVector(token, entry.floats(size, stored64, description));
  }

  private static KaldiIntegers integers(EntryReader entry) throws IOException {
    long at = entry.input().position();
    int size = size(entry, at, "integers");
    int stride = 1 + Integer.BYTES;
    String description = "a list of " + size + " integers";
    entry.checkClaim(at, size, (long) size * stride, description);
    if ((long) size * stride > Integer.MAX_VALUE - 16) {
      throw entry.fault(at, description, "at most " + Integer.MAX_VALUE / stride);
    }
    long begin = entry.input().position();
    ByteBuffer stored =
        ByteBuffer.wrap(entry.raw(size * stride, description)).order(ByteOrder.LITTLE_ENDIAN);
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      int length = stored.get(i * stride);
      if (length != Integer.BYTES) {
        throw entry.fault(
            begin + (long) i * stride,
            "0x%02x before integer %d of %d".formatted(length & 0xFF, i + 1, size),
            "0x04, the length of an integer");
      }
      values[i] = stored.getInt(i * stride + 1);
    }
    return new KaldiIntegers("int32", values);
  }

  private static int size(EntryReader entry, long at, String of) throws IOException {
    int size = entry.sizedInteger("the number of " + of);
    if (size < 0) {
      throw entry.fault(at, size + " " + of, "at least 0");
    }
    return size;
  }
}
