package dev.basin.data;

import dev.basin.engine.PointShape;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Labelled points: values {@code (N, features)} in native memory or in a mapped file, and labels
 * {@code (N)}, int64. Values are bytes, of which a network sees each b as the float32 number b /
 * 255, or float32 numbers, which it sees as they are. The values of a point lie in (height, width,
 * channel) order.
 *
 * <p>Never changed after it is made, so that several threads may read it at once; only {@link
 * #close()} must not run beside a read. Tensors that it returns are copies and belong to the
 * caller, through the caller's {@code PointerScope}. The native engine must be running.
 */
public final class Dataset implements AutoCloseable {
  private static final float WHITE = 255f;

  private final DatasetInfo info;
  private final int size;
  private final boolean bytes;
  private final Tensor values;
  private final Tensor labels;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Dataset(DatasetInfo info, Tensor values, Tensor labels) {
    this.info = info;
    this.size = Math.toIntExact(values.size(0));
    this.bytes = values.scalar_type().intern() == torch.ScalarType.Byte;
    this.values = values.retainReference();
    this.labels = labels.retainReference();
  }

  /**
   * Copies points of bytes into native memory.
   *
   * @param info what is known of them
   * @param values N points, one after another, as unsigned bytes
   * @param labels the N labels, each from 0 to {@code classes − 1}
   * @throws IllegalArgumentException if there is no point, if the values are not N times the
   *     shape's, or if a label is no class
   */
  public static Dataset ofBytes(DatasetInfo info, byte[] values, long[] labels) {
    check(info, values.length, labels);
    try (BytePointer memory = new BytePointer(values)) {
      return copy(info, torch.ScalarType.Byte, memory, labels);
    }
  }

  /**
   * Copies points of numbers into native memory.
   *
   * @param info what is known of them
   * @param values N points, one after another
   * @param labels the N labels, each from 0 to {@code classes − 1}
   * @throws IllegalArgumentException if there is no point, if the values are not N times the
   *     shape's, or if a label is no class
   */
  public static Dataset ofFloats(DatasetInfo info, float[] values, long[] labels) {
    check(info, values.length, labels);
    try (FloatPointer memory = new FloatPointer(values)) {
      return copy(info, torch.ScalarType.Float, memory, labels);
    }
  }

  /**
   * Takes points that are in native memory already, such as a mapped file; nothing is copied.
   *
   * @param info what is known of them
   * @param values uint8 or float32, shape {@code (N, features)}
   * @param labels the N labels, each from 0 to {@code classes − 1}
   * @throws IllegalArgumentException if the shapes do not fit or if a label is no class
   */
  public static Dataset over(DatasetInfo info, Tensor values, long[] labels) {
    check(info, values.numel(), labels);
    try (LongPointer labelMemory = new LongPointer(labels);
        Tensor view = view(labelMemory, torch.ScalarType.Long, labels.length)) {
      return new Dataset(info, values, view.clone());
    }
  }

  private static Dataset copy(
      DatasetInfo info, torch.ScalarType type, org.bytedeco.javacpp.Pointer memory, long[] labels) {
    try (Tensor view = view(memory, type, labels.length, info.shape().features())) {
      return over(info, view.clone(), labels);
    }
  }

  private static Tensor view(Pointer memory, torch.ScalarType type, long... sizes) {
    return torch.from_blob(memory, sizes, new TensorOptions(type));
  }

  private static void check(DatasetInfo info, long values, long[] labels) {
    if (labels.length == 0 || values != (long) labels.length * info.shape().features()) {
      throw new IllegalArgumentException(
          "%s: found %d values and %d labels, expected at least one label and %d values a label"
              .formatted(info.name(), values, labels.length, info.shape().features()));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= info.classes()) {
        throw new IllegalArgumentException(
            "%s, point %d: found label %d, expected 0 to %d"
                .formatted(info.name(), i, labels[i], info.classes() - 1));
      }
    }
  }

  /** What is known of it apart from its points. A part made by {@link #first} has its whole's. */
  public DatasetInfo info() {
    return info;
  }

  /** What the data set is called in results. */
  public String name() {
    return info.name();
  }

  /** The number of classes. */
  public int classes() {
    return info.classes();
  }

  /** SHA-256 of the source, in lower-case hexadecimal digits; a part's is its whole's. */
  public String digest() {
    return info.digest();
  }

  /** The shape of a point. */
  public PointShape shape() {
    return info.shape();
  }

  /** N, the number of points. */
  public int size() {
    return size;
  }

  /** The number of values of a point. */
  public int features() {
    return info.shape().features();
  }

  /**
   * The first points as a data set of its own, which shares this one's memory; each is to be
   * closed, in any order.
   *
   * @param limit how many points, from 1 to N
   * @throws IllegalArgumentException if there are not so many
   */
  public Dataset first(int limit) {
    checkOpen();
    if (limit < 1 || limit > size) {
      throw new IllegalArgumentException(
          "%s, limit: found %d, expected 1 to %d".formatted(name(), limit, size));
    }
    return new Dataset(info, values.narrow(0, 0, limit), labels.narrow(0, 0, limit));
  }

  /**
   * Consecutive points as the network sees them.
   *
   * @param from the first point
   * @param count how many points
   * @return float32 {@code (count, features)}; bytes divided by 255
   * @throws IndexOutOfBoundsException if the points are not all there
   */
  public Tensor inputs(long from, long count) {
    checkRange(from, count);
    try (Tensor part = values.narrow(0, from, count)) {
      return bytes ? scaled(part) : part.clone();
    }
  }

  /**
   * Chosen points as the network sees them.
   *
   * @param indices int64 {@code (count)}, each from 0 to N−1
   * @return float32 {@code (count, features)}; bytes divided by 255
   * @throws RuntimeException if an index is out of range
   */
  public Tensor inputs(Tensor indices) {
    checkOpen();
    Tensor chosen = values.index_select(0, indices);
    if (!bytes) {
      return chosen;
    }
    try (chosen) {
      return scaled(chosen);
    }
  }

  /**
   * Labels of consecutive points.
   *
   * @param from the first point
   * @param count how many points
   * @return int64 {@code (count)}
   * @throws IndexOutOfBoundsException if the points are not all there
   */
  public Tensor labels(long from, long count) {
    checkRange(from, count);
    try (Tensor view = labels.narrow(0, from, count)) {
      return view.clone();
    }
  }

  /**
   * Labels of chosen points.
   *
   * @param indices int64 {@code (count)}, each from 0 to N−1
   * @return int64 {@code (count)}
   * @throws RuntimeException if an index is out of range
   */
  public Tensor labels(Tensor indices) {
    checkOpen();
    return labels.index_select(0, indices);
  }

  /** Frees this data set's hold on the memory; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      values.close();
      labels.close();
    }
  }

  private static Tensor scaled(Tensor bytes) {
    Tensor inputs = bytes.to(torch.ScalarType.Float);
    try (Scalar white = new Scalar(WHITE)) {
      // an in-place operation returns the very object it was called on
      return inputs.div_(white);
    }
  }

  private void checkRange(long from, long count) {
    checkOpen();
    if (from < 0 || count < 0 || from > size - count) {
      throw new IndexOutOfBoundsException(
          "%s: found %d points from %d, expected points from 0 to %d"
              .formatted(name(), count, from, size - 1));
    }
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new IllegalStateException(name() + ": the data set is closed");
    }
  }
}
