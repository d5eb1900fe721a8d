package dev.basin.train;

import dev.basin.data.Dataset;
import dev.basin.engine.NativeRuntime;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Makes the batches of an epoch in a thread of its own, one ahead of training: bytes become floats
 * there, and the data set is never copied. Used by one thread.
 */
final class BatchLoader implements AutoCloseable {
  private final Dataset data;
  private final ExecutorService thread;
  private @Nullable Future<Batch> ahead;

  /**
   * A batch in native memory of its own.
   *
   * @param inputs float32, shape (B, features)
   * @param labels int64, shape (B)
   */
  record Batch(Tensor inputs, Tensor labels) implements AutoCloseable {

    /** How many points. */
    int size() {
      return Math.toIntExact(labels.numel());
    }

    @Override
    public void close() {
      inputs.releaseReference();
      labels.releaseReference();
    }
  }

  BatchLoader(Dataset data) {
    this.data = data;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made =
                  new Thread(
                      () -> {
                        NativeRuntime.prepareThread();
                        task.run();
                      },
                      "basin-batches");
              made.setDaemon(true);
              return made;
            });
  }

  /** Does something with every batch of an epoch, in order. */
  void forEach(Iterable<long[]> epoch, BatchBody body) {
    forEach(epoch, (inputs, points) -> {}, body);
  }

  /** The same with inputs that are changed first, in this loader's thread. */
  void forEach(Iterable<long[]> epoch, InputChange change, BatchBody body) {
    Iterator<long[]> batches = epoch.iterator();
    order(batches, change);
    while (ahead != null) {
      try (Batch batch = take()) {
        order(batches, change);
        body.accept(batch);
      }
    }
  }

  /** Changes a batch's inputs in place. */
  interface InputChange {
    void apply(Tensor inputs, long[] points);
  }

  /** What is done with a batch, which is closed afterwards. */
  interface BatchBody {
    void accept(Batch batch);
  }

  private void order(Iterator<long[]> batches, InputChange change) {
    if (batches.hasNext()) {
      long[] points = batches.next();
      ahead = thread.submit(() -> load(points, change));
    } else {
      ahead = null;
    }
  }

  private Batch load(long[] points, InputChange change) {
    try (PointerScope scope = new PointerScope()) {
      Tensor indices =
          torch.from_blob(
              new LongPointer(points),
              new long[] {points.length},
              new TensorOptions(torch.ScalarType.Long));
      Tensor inputs = data.inputs(indices);
      change.apply(inputs, points);
      return new Batch(inputs.retainReference(), data.labels(indices).retainReference());
    }
  }

  private Batch take() {
    Future<Batch> wanted = ahead;
    if (wanted == null) {
      throw new IllegalStateException("no batch was ordered");
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wanted.get();
        } catch (InterruptedException e) {
          interrupted = true; // the batch is nearly there; the caller decides afterwards
        }
      }
    } catch (ExecutionException e) {
      ahead = null;
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the thread and frees a batch that nobody took. */
  @Override
  public void close() {
    Future<Batch> left = ahead;
    if (left != null) {
      take().close();
    }
    thread.shutdown();
  }
}
