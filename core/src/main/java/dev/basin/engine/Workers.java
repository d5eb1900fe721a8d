package dev.basin.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * At most P threads that compute at once, each with one thread an operation. Two uses share them:
 * whole jobs ({@link #start}), and the chunks of one evaluation ({@link #forEach}), which borrow
 * whatever threads no job needs at the moment.
 *
 * <p>Results never depend on P or on who helped: a chunk's arithmetic is done by one thread, and
 * callers combine chunks in index order.
 */
public final class Workers implements AutoCloseable {
  /** The most threads: more than any machine has processors. */
  public static final int MOST_THREADS = 4096;

  /** How many threads there may be. */
  public static final Range PARALLELISM = Range.count(1, MOST_THREADS);

  private final int parallelism;
  private final Semaphore permits;
  private final ExecutorService threads;

  /**
   * Makes workers.
   *
   * @param parallelism P, in {@link #PARALLELISM}
   */
  public Workers(int parallelism) {
    this.parallelism = PARALLELISM.require(parallelism, "parallelism");
    this.permits = new Semaphore(parallelism, true);
    AtomicInteger count = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread =
                  new Thread(
                      () -> {
                        NativeRuntime.prepareThread();
                        task.run();
                      },
                      "basin-worker-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** P. */
  public int parallelism() {
    return parallelism;
  }

  /** Starts a job, which waits until one of the P threads is free. */
  public <R> CompletableFuture<R> start(Callable<R> job) {
    CompletableFuture<R> future = new CompletableFuture<>();
    threads.execute(
        () -> {
          permits.acquireUninterruptibly();
          try {
            future.complete(job.call());
          } catch (Throwable e) {
            future.completeExceptionally(e);
          } finally {
            permits.release();
          }
        });
    return future;
  }

  /**
   * Runs {@code body} for 0 … count − 1, in the calling thread and in threads that are free, and
   * returns when all are done. The calling thread should be a job's own.
   *
   * @throws RuntimeException the first failure, or the {@link Error} that it was; bodies not yet
   *     begun are then skipped, and none runs any more
   */
  public void forEach(int count, IntConsumer body) {
    AtomicInteger next = new AtomicInteger();
    Runnable loop =
        () -> {
          for (int k = next.getAndIncrement(); k < count; k = next.getAndIncrement()) {
            try {
              body.accept(k);
            } catch (Throwable e) {
              next.set(count);
              throw e;
            }
          }
        };
    List<CompletableFuture<Void>> helpers = new ArrayList<>();
    Throwable failure = null;
    try {
      for (int k = next.getAndIncrement(); k < count; k = next.getAndIncrement()) {
        while (helpers.size() < parallelism - 1
            && next.get() < count
            && !permits.hasQueuedThreads()
            && permits.tryAcquire()) {
          helpers.add(CompletableFuture.runAsync(loop, threads).whenComplete(this::release));
        }
        body.accept(k);
      }
    } catch (Throwable e) {
      next.set(count);
      failure = e;
    }
    for (CompletableFuture<Void> helper : helpers) {
      try {
        helper.join();
      } catch (CompletionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (failure == null) {
          failure = cause;
        } else if (failure != cause) {
          failure.addSuppressed(cause);
        }
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw failure instanceof RuntimeException runtime ? runtime : new RuntimeException(failure);
    }
  }

  /**
   * Forms a team of the calling thread, which should be a job's own, and of threads that are free
   * now; it takes in more, and gives some back, when it is asked to adapt. They count as busy until
   * then, or until the team is closed.
   *
   * @param most the most members, the caller among them, at least 1
   */
  public Team team(int most) {
    Team team = new Team(new Lent(most));
    team.adapt();
    return team;
  }

  /** Threads that no job needs, for a team of so many members at most. */
  private final class Lent implements Team.Pool {
    private final int most;

    Lent(int most) {
      this.most = most;
    }

    @Override
    public boolean take(int members) {
      return members < most && !permits.hasQueuedThreads() && permits.tryAcquire();
    }

    @Override
    public void giveBack(int threads) {
      permits.release(threads);
    }

    @Override
    public boolean isWaitedFor() {
      return permits.hasQueuedThreads();
    }
  }

  private void release(Void unused, Throwable alsoUnused) {
    permits.release();
  }

  /** Stops taking work; threads that are idle end. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
