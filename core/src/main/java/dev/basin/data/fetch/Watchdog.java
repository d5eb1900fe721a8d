package dev.basin.data.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs work that waits for others, and stops it when it is silent or takes too long. */
final class Watchdog {
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final long STOP_WITHIN_MILLIS = 2000;

  private final AtomicLong lastSign = new AtomicLong(System.nanoTime());

  private final AtomicReference<@Nullable Closeable> source = new AtomicReference<>();

  /** What the work reads from; closing it ends a read that an interrupt does not end. */
  void readsFrom(Closeable closeable) {
    source.set(closeable);
  }

  /** The work tells that it is getting on. */
  void sign() {
    lastSign.set(System.nanoTime());
  }

  /**
   * Runs the work in a thread of its own and waits for it.
   *
   * @param silence how long it may go without a {@link #sign()}
   * @param deadline {@link System#nanoTime()} by which it must be done
   * @throws IOException what the work threw, or that it was stopped
   */
  <T> T run(String what, Callable<T> work, Duration silence, long deadline) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread worker = new Thread(task, what);
    worker.setDaemon(true);
    sign();
    worker.start();
    try {
      while (true) {
        try {
          return task.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          long now = System.nanoTime();
          if (now - lastSign.get() > silence.toNanos()) {
            throw new IOException("nothing came for " + silence.toMillis() / 1000.0 + " s");
          }
          if (now > deadline) {
            throw new IOException("took longer than allowed");
          }
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(what + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(what + ": interrupted");
    } finally {
      stop(task, worker);
    }
  }

  private void stop(FutureTask<?> task, Thread worker) {
    if (!task.isDone()) {
      task.cancel(true);
      closeSource();
    }
    try {
      worker.join(STOP_WITHIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeSource() {
    Closeable open = source.get();
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // The work has failed already, and that is what is reported.
    }
  }
}
