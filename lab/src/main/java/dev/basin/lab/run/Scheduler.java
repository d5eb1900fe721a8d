package dev.basin.lab.run;

import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs side by side, as many as there are workers and as fit the memory: first those that the
 * store holds already, which are only looked at, so that what is left to do is known; then the one
 * that has the most work at and behind it. Which runs when does not change what any of them
 * computes.
 */
final class Scheduler {
  private static final long POLL_SECONDS = 1;

  private final Workers workers;
  private final double memory;
  private final Cancellation cancellation;
  private final Consumer<String> notes;
  private final Map<Job, Double> priorities = new HashMap<>();
  private final List<Job> waiting = new ArrayList<>();
  private final Map<Job, CompletableFuture<Boolean>> running = new LinkedHashMap<>();
  private final Set<Job> done = new HashSet<>();
  private final Set<Job> busy = new HashSet<>();
  private final Set<Job> told = new HashSet<>();
  private final BlockingQueue<Finished> finished = new LinkedBlockingQueue<>();
  private @Nullable Throwable failure;

  private record Finished(Job job, @Nullable Boolean done, @Nullable Throwable failure) {}

  /**
   * A scheduler for one run.
   *
   * @param memory bytes that jobs may take together; one that needs more runs alone
   * @param cancellation ends it; requested when a job fails, too
   * @param notes hears of waiting for other processes
   */
  Scheduler(Workers workers, double memory, Cancellation cancellation, Consumer<String> notes) {
    this.workers = workers;
    this.memory = memory;
    this.cancellation = cancellation;
    this.notes = notes;
  }

  /**
   * Runs all of them.
   *
   * @throws CancellationException if stopped
   * @throws RuntimeException what the first job failed with; none runs any more then
   */
  void run(List<Job> jobs) {
    waiting.addAll(jobs);
    Map<Job, List<Job>> behind = new HashMap<>();
    jobs.forEach(
        job ->
            job.after().forEach(b -> behind.computeIfAbsent(b, k -> new ArrayList<>()).add(job)));
    jobs.forEach(job -> priority(job, behind));
    Set<Job> there = jobs.stream().filter(Job::isThere).collect(Collectors.toSet());
    waiting.sort(
        Comparator.comparing((Job job) -> !there.contains(job))
            .thenComparingDouble(job -> -priority(job, behind)));
    while (!running.isEmpty() || (!waiting.isEmpty() && !isStopped())) {
      if (!isStopped()) {
        startReady();
      }
      await();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (!waiting.isEmpty()) {
      throw new CancellationException("stopped on request");
    }
  }

  private boolean isStopped() {
    return failure != null || cancellation.requested();
  }

  /** The work of a job and of the longest chain of jobs behind it. */
  private double priority(Job job, Map<Job, List<Job>> behind) {
    Double known = priorities.get(job);
    if (known != null) {
      return known;
    }
    double longest = 0;
    for (Job next : behind.getOrDefault(job, List.of())) {
      longest = Math.max(longest, priority(next, behind));
    }
    double priority = job.flops() + longest;
    priorities.put(job, priority);
    return priority;
  }

  private void startReady() {
    for (Job job : List.copyOf(waiting)) {
      if (running.size() >= workers.parallelism()) {
        return;
      }
      if (!busy.contains(job) && done.containsAll(job.after()) && fits(job)) {
        waiting.remove(job);
        running.put(
            job,
            workers
                .start(job::run)
                .whenComplete((ended, thrown) -> finished.add(new Finished(job, ended, thrown))));
      }
    }
  }

  private boolean fits(Job job) {
    double taken = running.keySet().stream().mapToDouble(Job::bytes).sum();
    return running.isEmpty() || taken + job.bytes() <= memory;
  }

  private void await() {
    try {
      Finished next = finished.poll(POLL_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        busy.clear(); // time to ask again
        return;
      }
      take(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancellation.request();
    }
  }

  private void take(Finished next) {
    running.remove(next.job());
    if (next.failure() != null) {
      fail(next.failure());
    } else if (Boolean.TRUE.equals(next.done())) {
      done.add(next.job());
    } else {
      waiting.add(0, next.job());
      busy.add(next.job());
      if (told.add(next.job())) {
        notes.accept(next.job().name() + ": another process is at it; it is waited for");
      }
    }
  }

  private void fail(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (failure == null && !(cause instanceof CancellationException)) {
      failure =
          cause instanceof Exception && !(cause instanceof RuntimeException)
              ? new IllegalStateException(cause)
              : cause;
    }
    cancellation.request();
  }
}
