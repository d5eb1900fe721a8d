package dev.basin.lab.inspect;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads numbers of one type from a file and counts them. */
final class NumberStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final InputStream input;
  private long position;

  /**
   * Reads on where an input stands.
   *
   * @param file what to name in faults
   * @param position where the input stands
   */
  NumberStream(Path file, InputStream input, long position) {
    this.file = file;
    this.input = input;
    this.position = position;
  }

  /**
   * Reads and counts numbers.
   *
   * @param count how many
   * @param digest takes their bytes as well, if there is one
   * @throws DatasetFormatException if the file ends before
   */
  void read(NumberType type, ByteOrder order, long count, Tally tally, @Nullable Sha256 digest)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(order);
    for (long left = count; left > 0; ) {
      int part = (int) Math.min(left, BUFFER_BYTES / type.bytes());
      int bytes = part * type.bytes();
      int read = input.readNBytes(buffer.array(), 0, bytes);
      if (read < bytes) {
        throw new DatasetFormatException(
            file,
            position + read,
            "the end of the file",
            left + " more numbers from byte " + position,
            "copy the file again");
      }
      for (int i = 0; i < part; i++) {
        tally.value(type.at(buffer, i * type.bytes()));
      }
      if (digest != null) {
        digest.update(buffer.array(), 0, bytes);
      }
      position += bytes;
      left -= part;
    }
  }

  /**
   * Makes sure that nothing follows.
   *
   * @throws DatasetFormatException if something does
   */
  void expectEnd() throws IOException {
    if (input.read() >= 0) {
      throw new DatasetFormatException(
          file, position, "more bytes", "the end of the file", "copy the file again");
    }
  }
}
