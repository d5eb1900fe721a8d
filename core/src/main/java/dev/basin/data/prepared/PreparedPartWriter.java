package dev.basin.data.prepared;

import dev.basin.engine.NamedChannel;
import dev.basin.engine.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Writes one part, {@code train} or {@code test}, of a {@link PreparedSet}. For one thread. */
public final class PreparedPartWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path directory;
  private final String name;
  private final PreparedSetInfo info;
  private final FileChannel channel;
  private final ByteBuffer buffer;
  private final Sha256 digest = new Sha256();
  private int[] labels = new int[1024];
  private int points;

  PreparedPartWriter(Path directory, String name, PreparedSetInfo info) throws IOException {
    this.directory = directory;
    this.name = name;
    this.info = info;
    this.channel = open(PreparedSet.valuesFile(directory, name));
    this.buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    writeFully(channel, ByteBuffer.allocate(NpyHeader.WRITTEN_BYTES)); // filled in at the end
  }

  private static FileChannel open(Path file) throws IOException {
    return NamedChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** How many points were added. */
  public int points() {
    return points;
  }

  /**
   * Adds a point of bytes.
   *
   * @param values in (height, width, channel) order
   * @param label from 0 to {@code classes − 1}
   * @throws IllegalArgumentException if the values do not fit the set's shape and element, or if
   *     the label is no class
   */
  public void add(byte[] values, int label) throws IOException {
    check(PreparedSetInfo.Element.UINT8, values.length, label);
    for (int done = 0; done < values.length; ) {
      room(1);
      int part = Math.min(buffer.remaining(), values.length - done);
      buffer.put(values, done, part);
      done += part;
    }
    count(label);
  }

  /**
   * Adds a point of numbers.
   *
   * @param values in (height, width, channel) order
   * @param label from 0 to {@code classes − 1}
   * @throws IllegalArgumentException if the values do not fit the set's shape and element, or if
   *     the label is no class
   */
  public void add(float[] values, int label) throws IOException {
    check(PreparedSetInfo.Element.FLOAT32, values.length, label);
    for (float value : values) {
      room(Float.BYTES);
      buffer.putFloat(value);
    }
    count(label);
  }

  private void check(PreparedSetInfo.Element element, int values, int label) {
    if (info.element() != element || values != info.shape().features()) {
      throw new IllegalArgumentException(
          "%s/%s, point %d: found %d values of %s, expected %d of %s"
              .formatted(
                  info.name(),
                  name,
                  points,
                  values,
                  element,
                  info.shape().features(),
                  info.element()));
    }
    if (label < 0 || label >= info.classes().size()) {
      throw new IllegalArgumentException(
          "%s/%s, point %d: found label %d, expected 0 to %d"
              .formatted(info.name(), name, points, label, info.classes().size() - 1));
    }
  }

  private void room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      drain();
    }
  }

  private void count(int label) {
    if (points == labels.length) {
      labels = Arrays.copyOf(labels, Math.multiplyExact(2, points));
    }
    labels[points++] = label;
  }

  private void drain() throws IOException {
    buffer.flip();
    digest.update(buffer.array(), 0, buffer.limit());
    writeFully(channel, buffer);
    buffer.clear();
  }

  /** Completes the files. */
  PreparedSet.Part finish() throws IOException {
    if (points == 0) {
      throw new IllegalStateException(info.name() + "/" + name + " has no point");
    }
    drain();
    channel.position(0);
    byte[] head = NpyHeader.bytes(info.element().npyType(), points, info.shape().features());
    writeFully(channel, ByteBuffer.wrap(head));
    channel.force(true);
    close();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(points, Integer.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(labels, 0, points);
    digest.update(bytes.array(), 0, bytes.capacity());
    try (FileChannel file = open(PreparedSet.labelsFile(directory, name))) {
      writeFully(file, ByteBuffer.wrap(NpyHeader.bytes("<i4", points)));
      writeFully(file, bytes);
      file.force(true);
    }
    return new PreparedSet.Part(points, digest.hex());
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
