package dev.basin.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Runs work that waits for others, and stops it when it is silent or takes too long. */
final class Watchdog {
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final long STOP_WITHIN_MILLIS = 2000;

  private final AtomicLong lastSign = new AtomicLong(System.nanoTime());

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

  private static void stop(FutureTask<?> task, Thread worker) {
    task.cancel(true);
    try {
      worker.join(STOP_WITHIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
