package dev.basin.data;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Labelled points whose features are bytes: images {@code (N, features)}, uint8, and labels {@code
 * (N)}, int64, in native memory. A network sees each byte b as the float32 number b / 255.
 *
 * <p>Never changed after it is made, so that several threads may read it at once; only {@link
 * #close()} must not run beside a read. Tensors that it returns are copies and belong to the
 * caller, through the caller's {@code PointerScope}. The native engine must be running.
 */
public final class Dataset implements AutoCloseable {
  private static final float WHITE = 255f;

  private final String name;
  private final int classes;
  private final String digest;
  private final int size;
  private final int features;
  private final Tensor images;
  private final Tensor labels;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Dataset(String name, int classes, String digest, Tensor images, Tensor labels) {
    this.name = name;
    this.classes = classes;
    this.digest = digest;
    this.size = Math.toIntExact(images.size(0));
    this.features = Math.toIntExact(images.size(1));
    this.images = images.retainReference();
    this.labels = labels.retainReference();
  }

  /**
   * Copies points into native memory.
   *
   * @param name what the data set is called in results, for example {@code mnist/train}
   * @param classes the number of classes
   * @param digest SHA-256 of the source, for the record
   * @param pixels the features, {@code (N, features)} row-major, as unsigned bytes
   * @param labels the N labels, each from 0 to {@code classes − 1}
   * @throws IllegalArgumentException if there is no point, if the pixels are not a multiple of the
   *     labels, or if a label is no class
   */
  public static Dataset of(String name, int classes, String digest, byte[] pixels, long[] labels) {
    if (labels.length == 0 || pixels.length == 0 || pixels.length % labels.length != 0) {
      throw new IllegalArgumentException(
          "%s: found %d pixels and %d labels, expected the same positive number of pixels a label"
              .formatted(name, pixels.length, labels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "%s, point %d: found label %d, expected 0 to %d"
                .formatted(name, i, labels[i], classes - 1));
      }
    }
    try (BytePointer pixelMemory = new BytePointer(pixels);
        LongPointer labelMemory = new LongPointer(labels);
        Tensor pixelView =
            torch.from_blob(
                pixelMemory,
                new long[] {labels.length, pixels.length / labels.length},
                new TensorOptions(torch.ScalarType.Byte));
        Tensor labelView =
            torch.from_blob(
                labelMemory,
                new long[] {labels.length},
                new TensorOptions(torch.ScalarType.Long))) {
      return new Dataset(name, classes, digest, pixelView.clone(), labelView.clone());
    }
  }

  /** What the data set is called in results. */
  public String name() {
    return name;
  }

  /** The number of classes. */
  public int classes() {
    return classes;
  }

  /**
   * SHA-256 of the source, in lower-case hexadecimal digits. A part made by {@link #first} keeps
   * its whole's.
   */
  public String digest() {
    return digest;
  }

  /** N, the number of points. */
  public int size() {
    return size;
  }

  /** The number of features of a point. */
  public int features() {
    return features;
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
          "%s, limit: found %d, expected 1 to %d".formatted(name, limit, size));
    }
    return new Dataset(
        name, classes, digest, images.narrow(0, 0, limit), labels.narrow(0, 0, limit));
  }

  /**
   * Consecutive points as the network sees them.
   *
   * @param from the first point
   * @param count how many points
   * @return float32 {@code (count, features)}, each pixel divided by 255
   * @throws IndexOutOfBoundsException if the points are not all there
   */
  public Tensor inputs(long from, long count) {
    checkRange(from, count);
    try (Tensor bytes = images.narrow(0, from, count)) {
      return scaled(bytes);
    }
  }

  /**
   * Chosen points as the network sees them.
   *
   * @param indices int64 {@code (count)}, each from 0 to N−1
   * @return float32 {@code (count, features)}, each pixel divided by 255
   * @throws RuntimeException if an index is out of range
   */
  public Tensor inputs(Tensor indices) {
    checkOpen();
    try (Tensor bytes = images.index_select(0, indices)) {
      return scaled(bytes);
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
      images.close();
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
              .formatted(name, count, from, size - 1));
    }
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new IllegalStateException(name + ": the data set is closed");
    }
  }
}
