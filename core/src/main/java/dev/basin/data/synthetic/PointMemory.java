package dev.basin.data.synthetic;

import dev.basin.data.Dataset;
import dev.basin.data.DatasetInfo;
import dev.basin.data.prepared.PreparedSetInfo;
import dev.basin.engine.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Collects the points of a part in memory, with the digest that the same points have in a {@link
 * dev.basin.data.prepared.PreparedSet}: SHA-256 over all values and then all labels (int32),
 * little-endian.
 *
 * @param <A> what holds the values, {@code float[]} or {@code byte[]}
 */
abstract class PointMemory<A> implements PointSink<A> {
  private final PreparedSetInfo set;
  private final Part part;
  private final long[] labels;
  private final ByteBuffer bytes;
  private final Sha256 digest = new Sha256();
  private int points;

  PointMemory(PreparedSetInfo set, Part part, int points, int bytesOfValue) {
    this.set = set;
    this.part = part;
    this.labels = new long[points];
    this.bytes =
        ByteBuffer.allocate(set.shape().features() * bytesOfValue).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Memory for numbers. */
  static PointMemory<float[]> ofFloats(PreparedSetInfo set, Part part, int points) {
    float[] all = new float[Math.multiplyExact(points, set.shape().features())];
    return new PointMemory<>(set, part, points, Float.BYTES) {
      @Override
      void keep(float[] values, int at, ByteBuffer bytes) {
        System.arraycopy(values, 0, all, at * values.length, values.length);
        bytes.asFloatBuffer().put(values);
      }

      @Override
      Dataset dataset(DatasetInfo info, long[] labels) {
        return Dataset.ofFloats(info, all, labels);
      }
    };
  }

  /** Memory for bytes. */
  static PointMemory<byte[]> ofBytes(PreparedSetInfo set, Part part, int points) {
    byte[] all = new byte[Math.multiplyExact(points, set.shape().features())];
    return new PointMemory<>(set, part, points, Byte.BYTES) {
      @Override
      void keep(byte[] values, int at, ByteBuffer bytes) {
        System.arraycopy(values, 0, all, at * values.length, values.length);
        bytes.duplicate().put(values);
      }

      @Override
      Dataset dataset(DatasetInfo info, long[] labels) {
        return Dataset.ofBytes(info, all, labels);
      }
    };
  }

  /**
   * Stores a point's values.
   *
   * @param at which point it is
   * @param bytes takes the values as a file would have them; to be written without moving its
   *     position
   */
  abstract void keep(A values, int at, ByteBuffer bytes);

  abstract Dataset dataset(DatasetInfo info, long[] labels);

  @Override
  public void add(A values, int label) {
    keep(values, points, bytes);
    digest.update(bytes.array());
    labels[points++] = label;
  }

  /** The data set; all points must have been added. */
  Dataset finish() {
    ByteBuffer stored =
        ByteBuffer.allocate(labels.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long label : labels) {
      stored.putInt((int) label);
    }
    digest.update(stored.array());
    DatasetInfo info =
        new DatasetInfo(
            set.name() + "/" + part.key(),
            set.classes().size(),
            set.shape(),
            digest.hex(),
            set.origin());
    return dataset(info, labels);
  }
}
