package dev.basin.data.image;

import dev.basin.data.DataFile;
import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes in the IDX format of the MNIST database: two zero bytes, the type
 * (0x08, unsigned byte), the rank, each dimension as a big-endian 32-bit integer, then the values
 * with the last dimension fastest. Ranks 1 (labels) and 3 (images) are read.
 *
 * <p>What the header claims is compared with the length of the file before memory is taken for it;
 * of a gzip-compressed file, whose unpacked length is not known beforehand, memory is taken as the
 * data come.
 */
public final class IdxFile {
  private static final int TYPE_UNSIGNED_BYTE = 0x08;
  private static final long MOST_VALUES = Integer.MAX_VALUE - 16L;
  private static final String ADVICE = "replace it by the original file";

  private final Path file;
  private final List<Integer> shape;
  private final byte[] header;
  private final byte[] values;

  private IdxFile(Path file, List<Integer> shape, byte[] header, byte[] values) {
    this.file = file;
    this.shape = shape;
    this.header = header;
    this.values = values;
  }

  /**
   * Reads a whole file.
   *
   * @param file the file, gzip-compressed if its name ends in {@code .gz}
   * @param rank the expected number of dimensions, 1 or 3
   * @throws DatasetFormatException if it is not such a file
   * @throws UncheckedIOException if it cannot be read
   * @throws IllegalArgumentException if the rank is neither 1 nor 3
   */
  public static IdxFile read(Path file, int rank) {
    if (rank != 1 && rank != 3) {
      throw new IllegalArgumentException("rank: found " + rank + ", expected 1 or 3");
    }
    try (InputStream input = DataFile.open(file)) {
      return read(file, rank, input);
    } catch (EOFException | ZipException e) {
      throw new DatasetFormatException(
          file, "broken gzip data: " + e.getMessage(), "a whole gzip file", ADVICE);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private static IdxFile read(Path file, int rank, InputStream input) throws IOException {
    int headerBytes = 4 + 4 * rank;
    byte[] header = input.readNBytes(headerBytes);
    checkMagic(file, rank, header);
    if (header.length < headerBytes) {
      throw new DatasetFormatException(
          file,
          header.length,
          "the end of the file",
          "a header of " + headerBytes + " bytes",
          ADVICE);
    }
    List<Integer> shape = new ArrayList<>();
    long count = 1;
    for (int axis = 0; axis < rank; axis++) {
      int at = 4 + 4 * axis;
      long dimension = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(at));
      // Both factors are below 2³², so that the product cannot wrap round unnoticed.
      count =
          dimension == 0 ? 0 : Math.multiplyHigh(count, dimension) != 0 ? -1 : count * dimension;
      if (dimension == 0 || count < 0 || count > MOST_VALUES) {
        throw new DatasetFormatException(
            file,
            at,
            "dimension " + axis + " of " + dimension,
            "dimensions of at least 1 whose product is at most " + MOST_VALUES,
            ADVICE);
      }
      shape.add((int) dimension);
    }
    if (!file.toString().endsWith(DataFile.GZIP_SUFFIX)) {
      checkLength(file, Files.size(file), headerBytes + count);
    }
    byte[] values = input.readNBytes((int) count);
    checkLength(file, (long) headerBytes + values.length, headerBytes + count);
    if (input.read() >= 0) {
      throw new DatasetFormatException(
          file, headerBytes + count, "more bytes", "the end of the file", ADVICE);
    }
    return new IdxFile(file, List.copyOf(shape), header, values);
  }

  private static void checkMagic(Path file, int rank, byte[] header) {
    byte[] expected = {0, 0, TYPE_UNSIGNED_BYTE, (byte) rank};
    for (int at = 0; at < expected.length; at++) {
      if (at >= header.length) {
        throw new DatasetFormatException(
            file, at, "the end of the file", "the magic number " + magic(expected), ADVICE);
      }
      if (header[at] != expected[at]) {
        throw new DatasetFormatException(
            file,
            at,
            "0x%02x".formatted(header[at]),
            "0x%02x of the magic number %s".formatted(expected[at], magic(expected)),
            ADVICE);
      }
    }
  }

  private static String magic(byte[] bytes) {
    return "0x%08x".formatted(ByteBuffer.wrap(bytes).getInt());
  }

  private static void checkLength(Path file, long found, long expected) {
    if (found < expected) {
      throw new DatasetFormatException(
          file, found, "the end of the file", expected + " bytes as its header says", ADVICE);
    }
    if (found > expected) {
      throw new DatasetFormatException(
          file,
          expected,
          (found - expected) + " more bytes",
          "the end of the file, as its header says",
          ADVICE);
    }
  }

  /** Where the array was read from. */
  public Path file() {
    return file;
  }

  /** The dimensions: {@code (count)} or {@code (count, rows, columns)}. */
  public List<Integer> shape() {
    return shape;
  }

  /** The first dimension: how many labels or images there are. */
  public int count() {
    return shape.get(0);
  }

  /** Values of one point: the product of all dimensions but the first. */
  public int features() {
    return values.length / count();
  }

  /** The values, row-major; this object's own array, not to be changed. */
  byte[] values() {
    return values;
  }

  /** Where a value stands in the (unpacked) file. */
  long offset(int index) {
    return 4L + 4L * shape.size() + index;
  }

  /** SHA-256 of the (unpacked) file, in lower-case hexadecimal digits; computed here. */
  public String sha256() {
    return new Sha256().update(header).update(values).hex();
  }
}
