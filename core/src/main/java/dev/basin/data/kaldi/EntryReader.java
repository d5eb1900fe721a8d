package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads the parts of one entry's value and names the entry in every fault. What a header claims is
 * compared with the length of the file and with the memory that Java may use before memory is taken
 * for it; of a gzip file, whose unpacked length is not known, memory is taken as the data come.
 */
final class EntryReader {
  static final String ADVICE = "make or copy the file again";

  private static final int BLOCK_BYTES = 1 << 16;
  private static final long MOST_VALUES = Integer.MAX_VALUE - 16L;

  private final PositionedInput input;
  private final String key;
  private final long mostHeapBytes;

  EntryReader(PositionedInput input, String key) {
    this(input, key, Runtime.getRuntime().maxMemory() / 3);
  }

  /**
   * Reads an entry.
   *
   * @param input at the first byte of the value
   * @param key the entry's name, empty for a value that stands alone
   * @param mostHeapBytes how much memory a value may take
   */
  EntryReader(PositionedInput input, String key, long mostHeapBytes) {
    this.input = input;
    this.key = key;
    this.mostHeapBytes = mostHeapBytes;
  }

  PositionedInput input() {
    return input;
  }

  DatasetFormatException fault(long offset, String found, String expected) {
    return fault(offset, found, expected, ADVICE);
  }

  DatasetFormatException fault(long offset, String found, String expected, String advice) {
    if (key.isEmpty()) {
      return new DatasetFormatException(input.file(), offset, found, expected, advice);
    }
    return new DatasetFormatException(
        input.file(), offset, "key " + Printable.quote(key), found, expected, advice);
  }

  /** A little-endian 32-bit integer behind the byte that says how long it is. */
  int sizedInteger(String what) throws IOException {
    long at = input.position();
    int length = input.read();
    if (length != Integer.BYTES) {
      throw fault(
          at,
          length < 0 ? "the end of the file" : "0x%02x".formatted(length),
          "0x04 before " + what + ", an integer of four bytes");
    }
    return bytes(Integer.BYTES, what).getInt();
  }

  /** A few bytes, little-endian. */
  ByteBuffer bytes(int count, String what) throws IOException {
    byte[] found = new byte[count];
    int read = input.read(found, count);
    if (read < count) {
      throw fault(input.position(), "the end of the file", what);
    }
    return ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Checks a claimed number of values.
   *
   * @param at where the claim stands
   * @param count how many values are claimed
   * @param storedBytes the bytes that they take in the file
   * @param description what is claimed, in words
   */
  void checkClaim(long at, long count, long storedBytes, String description) {
    if (storedBytes > input.mostRemaining()) {
      throw fault(
          at,
          "%s, which takes %d bytes".formatted(description, storedBytes),
          "no more than the %d bytes that follow in the file".formatted(input.mostRemaining()));
    }
    checkMemory(at, count, description);
  }

  /** Refuses values that would not fit memory. */
  void checkMemory(long at, long count, String description) {
    long most = Math.min(MOST_VALUES, mostHeapBytes / Float.BYTES);
    if (count > most) {
      throw fault(
          at,
          description,
          "at most " + most + " values in one entry",
          "cut it into shorter utterances, or give Java more memory (BASIN_JAVA_OPTS=-Xmx…)");
    }
  }

  /** As many float32 numbers, or float64 ones rounded, as were claimed and checked. */
  float[] floats(int count, boolean stored64, String description) throws IOException {
    int width = stored64 ? Double.BYTES : Float.BYTES;
    float[] values = new float[firstCapacity(count)];
    ByteBuffer block =
        ByteBuffer.allocate((int) Math.min(BLOCK_BYTES, (long) count * width))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, BLOCK_BYTES / width);
      fill(block.array(), part * width, description);
      if (values.length < done + part) {
        values = Arrays.copyOf(values, capacity(values.length, done + part, count));
      }
      for (int i = 0; i < part; i++) {
        values[done + i] =
            stored64 ? (float) block.getDouble(i * width) : block.getFloat(i * width);
      }
      done += part;
    }
    return values;
  }

  /** As many bytes as were claimed and checked. */
  byte[] raw(int count, String description) throws IOException {
    byte[] values = new byte[firstCapacity(count)];
    byte[] block = new byte[Math.min(BLOCK_BYTES, count)];
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, BLOCK_BYTES);
      fill(block, part, description);
      if (values.length < done + part) {
        values = Arrays.copyOf(values, capacity(values.length, done + part, count));
      }
      System.arraycopy(block, 0, values, done, part);
      done += part;
    }
    return values;
  }

  private void fill(byte[] block, int count, String description) throws IOException {
    if (input.read(block, count) < count) {
      throw fault(input.position(), "the end of the file", description + " to be whole");
    }
  }

  /** All of it where the file is known to be long enough, else one block. */
  private int firstCapacity(int count) {
    return input.mostRemaining() == Long.MAX_VALUE ? Math.min(count, BLOCK_BYTES) : count;
  }

  private static int capacity(int present, int needed, int count) {
    return (int) Math.min(count, Math.max(needed, 2L * present));
  }
}
