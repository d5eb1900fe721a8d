package dev.basin.lab.inspect;

import dev.basin.data.DatasetFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;

/** An array in the IDX format of the MNIST database, of any of its types and any rank. */
final class IdxInspector implements FileInspector {
  private static final Map<Integer, NumberType> TYPES =
      Map.of(
          0x08, NumberType.UINT8,
          0x09, NumberType.INT8,
          0x0B, NumberType.INT16,
          0x0C, NumberType.INT32,
          0x0D, NumberType.FLOAT32,
          0x0E, NumberType.FLOAT64);
  private static final int HIGHEST_RANK = 8;

  @Override
  public String kind() {
    return "IDX array";
  }

  @Override
  public boolean recognises(Path path, Head head) {
    return head.startsWith(0, 0)
        && TYPES.containsKey(head.at(2))
        && head.at(3) >= 1
        && head.at(3) <= HIGHEST_RANK;
  }

  @Override
  public Inspection inspect(Path path) throws IOException {
    try (InputStream input = Head.unpacked(path)) {
      byte[] magic = input.readNBytes(4);
      NumberType type = magic.length < 4 ? null : TYPES.get((int) magic[2]);
      if (type == null) {
        throw new DatasetFormatException(
            path, 0, "another magic number", "that of an IDX array", "copy it again");
      }
      int rank = magic[3];
      long[] shape = new long[rank];
      long count = 1;
      byte[] sizes = input.readNBytes(4 * rank);
      for (int axis = 0; axis < rank; axis++) {
        if (sizes.length < 4 * (axis + 1)) {
          throw new DatasetFormatException(
              path, 4 + sizes.length, "the end of the file", rank + " dimensions", "copy it again");
        }
        shape[axis] = Integer.toUnsignedLong(ByteBuffer.wrap(sizes).getInt(4 * axis));
        count = multiply(path, 4 + 4 * axis, count, shape[axis]);
      }
      Tally tally = new Tally();
      tally.entry(type.name().toLowerCase(Locale.ROOT), shape);
      NumberStream numbers = new NumberStream(path, input, 4 + 4L * rank);
      numbers.read(type, ByteOrder.BIG_ENDIAN, count, tally, null);
      numbers.expectEnd();
      return tally.result(kind(), shape[0], Map.of());
    } catch (EOFException | ZipException e) {
      throw new DatasetFormatException(
          path, "broken gzip data (" + e.getMessage() + ")", "a whole gzip file", "copy it again");
    }
  }

  private static long multiply(Path path, long at, long count, long dimension) {
    try {
      return Math.multiplyExact(count, dimension);
    } catch (ArithmeticException e) {
      throw new DatasetFormatException(
          path, at, "a dimension of " + dimension, "an array of fewer numbers", "copy it again");
    }
  }
}
