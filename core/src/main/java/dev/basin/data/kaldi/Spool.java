package dev.basin.data.kaldi;

import dev.basin.engine.NamedChannel;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Numbers of four bytes in a temporary file that goes with this object: first everything is
 * appended, then any part is read, in any order.
 */
final class Spool implements Closeable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.nativeOrder());
  private long written;

  /**
   * Begins an empty file.
   *
   * @param directory where it is kept
   */
  Spool(Path directory) throws IOException {
    channel =
        NamedChannel.open(
            directory.resolve(".basin-" + UUID.randomUUID() + ".tmp"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /**
   * Appends numbers.
   *
   * @return the place of the first, to be read from
   */
  long append(float[] values) throws IOException {
    long begin = written;
    for (float value : values) {
      room();
      buffer.putFloat(value);
    }
    written += values.length;
    return begin;
  }

  /**
   * Appends integers.
   *
   * @return the place of the first, to be read from
   */
  long append(int[] values) throws IOException {
    long begin = written;
    for (int value : values) {
      room();
      buffer.putInt(value);
    }
    written += values.length;
    return begin;
  }

  private void room() throws IOException {
    if (buffer.remaining() < Float.BYTES) {
      flush();
    }
  }

  /** To be called between the last append and the first read. */
  void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /** Reads numbers that were appended at a place. */
  void read(long begin, float[] target, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int part = fill(begin + done, count - done);
      buffer.asFloatBuffer().get(target, done, part);
      done += part;
    }
    buffer.clear();
  }

  /** Reads integers that were appended at a place. */
  void read(long begin, int[] target, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int part = fill(begin + done, count - done);
      buffer.asIntBuffer().get(target, done, part);
      done += part;
    }
    buffer.clear();
  }

  private int fill(long begin, int wanted) throws IOException {
    int part = Math.min(wanted, BUFFER_BYTES / Float.BYTES);
    buffer.clear().limit(part * Float.BYTES);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, begin * Float.BYTES + buffer.position()) < 0) {
        throw new EOFException("a temporary file was cut short by someone else");
      }
    }
    buffer.flip();
    return part;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
