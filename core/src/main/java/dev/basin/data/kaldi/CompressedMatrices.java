package dev.basin.data.kaldi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads Kaldi's compressed matrices. After the token stand the minimum and the range (float32) and
 * the numbers of rows and columns (int32), without the bytes that say how long an integer is; then
 *
 * <ul>
 *   <li>{@code CM2}: 16-bit integers v, row by row: minimum + range · v / 65535;
 *   <li>{@code CM3}: bytes v, row by row: minimum + range · v / 255;
 *   <li>{@code CM}: for every column four 16-bit integers that stand, as in {@code CM2}, for the
 *       column's percentiles p₀, p₂₅, p₇₅ and p₁₀₀; then bytes v, column by column, between them: 0
 *       to 64 from p₀ to p₂₅, 64 to 192 from p₂₅ to p₇₅, and 192 to 255 from p₇₅ to p₁₀₀.
 * </ul>
 *
 * <p>Values are computed in double precision and rounded once.
 */
final class CompressedMatrices {
  private static final int COLUMN_HEADER_BYTES = 4 * Short.BYTES;
  private static final int FIRST_KNEE = 64;
  private static final int SECOND_KNEE = 192;
  private static final double MOST_BYTE = 255;
  private static final double MOST_SHORT = 65535;

  private CompressedMatrices() {}

  static KaldiMatrix read(EntryReader entry, String token) throws IOException {
    ByteBuffer header = entry.bytes(8, "minimum and range");
    double minimum = header.getFloat();
    double range = header.getFloat();
    long at = entry.input().position();
    ByteBuffer size = entry.bytes(8, "the numbers of rows and columns");
    int rows = size.getInt();
    int columns = size.getInt();
    BinaryObjects.checkSize(entry, at, rows, columns);
    String description = "a %s matrix of %d×%d values".formatted(token, rows, columns);
    long count = (long) rows * columns;
    long storedBytes =
        switch (token) {
          case "CM2" -> Short.BYTES * count;
          case "CM3" -> count;
          default -> count + (long) columns * COLUMN_HEADER_BYTES;
        };
    entry.checkClaim(at, Math.max(count, storedBytes), storedBytes, description);
    ByteBuffer stored =
        ByteBuffer.wrap(entry.raw((int) storedBytes, description)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[(int) count];
    switch (token) {
      case "CM2" -> {
        for (int i = 0; i < count; i++) {
          values[i] = (float) level(minimum, range, stored.getShort());
        }
      }
      case "CM3" -> {
        for (int i = 0; i < count; i++) {
          values[i] = (float) (minimum + range * (stored.get() & 0xFF) / MOST_BYTE);
        }
      }
      default -> {
        for (int column = 0; column < columns; column++) {
          readColumn(minimum, range, stored, column, rows, columns, values);
        }
      }
    }
    return new KaldiMatrix(token, rows, columns, values);
  }

  private static void readColumn(
      double minimum,
      double range,
      ByteBuffer stored,
      int column,
      int rows,
      int columns,
      float[] values) {
    int header = column * COLUMN_HEADER_BYTES;
    double p0 = level(minimum, range, stored.getShort(header));
    double p25 = level(minimum, range, stored.getShort(header + 2));
    double p75 = level(minimum, range, stored.getShort(header + 4));
    double p100 = level(minimum, range, stored.getShort(header + 6));
    int begin = columns * COLUMN_HEADER_BYTES + column * rows;
    for (int row = 0; row < rows; row++) {
      int v = stored.get(begin + row) & 0xFF;
      double value;
      if (v <= FIRST_KNEE) {
        value = p0 + (p25 - p0) * v / FIRST_KNEE;
      } else if (v <= SECOND_KNEE) {
        value = p25 + (p75 - p25) * (v - FIRST_KNEE) / (SECOND_KNEE - FIRST_KNEE);
      } else {
        value = p75 + (p100 - p75) * (v - SECOND_KNEE) / (MOST_BYTE - SECOND_KNEE);
      }
      values[row * columns + column] = (float) value;
    }
  }

  /** What a 16-bit integer stands for. */
  private static double level(double minimum, double range, short v) {
    return minimum + range * Short.toUnsignedInt(v) / MOST_SHORT;
  }
}
