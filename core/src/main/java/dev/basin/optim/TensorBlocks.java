package dev.basin.optim;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Walks over long vectors in blocks that stay in the processor's cache, so that several passes over
 * a block cost one pass over memory, and frees every native tensor made for a block at its end.
 */
public final class TensorBlocks {
  /** Elements of a block: 128 KiB of doubles a vector. */
  static final long LENGTH = 16384;

  private TensorBlocks() {}

  /** Work on the elements {@code from … from + length − 1}. */
  public interface Task {
    void run(long from, long length);
  }

  /** Runs a task for every block of a vector of n elements, each in its own native scope. */
  public static void forEach(long n, Task task) {
    for (long from = 0; from < n; from += LENGTH) {
      try (PointerScope scope = new PointerScope()) {
        task.run(from, Math.min(LENGTH, n - from));
      }
    }
  }

  /** Runs work in a native scope of its own. */
  public static void scoped(Runnable work) {
    try (PointerScope scope = new PointerScope()) {
      work.run();
    }
  }

  /** Copies a contiguous float64 tensor, row by row, to Java. */
  public static double[] read(Tensor tensor) {
    double[] values = new double[Math.toIntExact(tensor.numel())];
    if (values.length > 0) {
      DoubleBuffer buffer = tensor.createBuffer();
      buffer.get(values);
    }
    return values;
  }
}
