package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  /** Only keeps a deadlock from hanging the build; nothing here takes a second. */
  private static final Duration GUARD = Duration.ofSeconds(60);

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  /** How many threads are free now, asked by forming the largest team there can be. */
  private static int free(Workers workers) {
    try (Team team = workers.team(workers.parallelism() + 1)) {
      return team.size() - 1;
    }
  }

  @ParameterizedTest(name = "{0} threads, {1} bodies")
  @CsvSource({"1, 0", "1, 9", "2, 1", "2, 100", "3, 2", "3, 1000"})
  void doesEveryBodyOnce(int parallelism, int count) {
    AtomicIntegerArray done = new AtomicIntegerArray(Math.max(1, count));
    try (Workers workers = new Workers(parallelism)) {
      workers.forEach(count, done::incrementAndGet);
      for (int k = 0; k < count; k++) {
        assertThat(done.get(k)).isEqualTo(1);
      }
      assertThat(free(workers)).isEqualTo(parallelism);
    }
  }

  @Test
  void jobsReturnTheirResultsAndFailures() {
    try (Workers workers = new Workers(2)) {
      assertThat(workers.start(() -> 42).join()).isEqualTo(42);
      CompletableFuture<Integer> failing =
          workers.start(
              () -> {
                throw new ArithmeticException("no");
              });
      assertThatThrownBy(failing::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void noMoreJobsRunAtOnceThanThereAreThreads() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Assertions.assertTimeoutPreemptively(
        GUARD,
        () -> {
          try (Workers workers = new Workers(2)) {
            List<CompletableFuture<Integer>> jobs = new ArrayList<>();
            for (int job = 0; job < 8; job++) {
              jobs.add(
                  workers.start(
                      () -> {
                        workers.forEach(
                            20,
                            k -> {
                              most.accumulateAndGet(running.incrementAndGet(), Math::max);
                              Thread.onSpinWait();
                              running.decrementAndGet();
                            });
                        return 1;
                      }));
            }
            jobs.forEach(CompletableFuture::join);
          }
        });
    assertThat(most.get()).isBetween(1, 2);
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 2, 3})
  void nestedUseByManyJobsEnds(int parallelism) {
    AtomicInteger done = new AtomicInteger();
    Assertions.assertTimeoutPreemptively(
        GUARD,
        () -> {
          try (Workers workers = new Workers(parallelism)) {
            List<CompletableFuture<Integer>> jobs = new ArrayList<>();
            for (int job = 0; job < 8; job++) {
              jobs.add(
                  workers.start(
                      () -> {
                        try (Team team = workers.team(2)) {
                          team.forEach(4, k -> done.incrementAndGet());
                          workers.forEach(
                              30, k -> workers.forEach(3, inner -> done.incrementAndGet()));
                        }
                        return 1;
                      }));
            }
            jobs.forEach(CompletableFuture::join);
            awaitFree(workers, parallelism);
          }
        });
    assertThat(done).hasValue(8 * (4 + 30 * 3));
  }

  /** A job's thread is given back just after its result is there. */
  private static void awaitFree(Workers workers, int expected) throws InterruptedException {
    while (free(workers) != expected) {
      Thread.sleep(1);
    }
  }

  @Test
  void aFailureSkipsWhatIsNotBegunAndGivesTheThreadsBack() {
    Assertions.assertTimeoutPreemptively(
        GUARD,
        () -> {
          try (Workers workers = new Workers(3)) {
            AtomicInteger begun = new AtomicInteger();
            assertThatThrownBy(
                    () ->
                        workers.forEach(
                            1_000_000,
                            k -> {
                              begun.incrementAndGet();
                              if (k == 10) {
                                throw new ArithmeticException("body 10");
                              }
                            }))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("body 10");
            assertThat(begun.get()).isLessThan(1_000_000);
            awaitFree(workers, 3);
          }
        });
  }

  /**
   * The memory that bodies write to is the caller's to free when this returns, so none may run any
   * more, whatever was thrown.
   */
  @Test
  void anErrorInTheCallersOwnBodyWaitsForTheHelpers() {
    Assertions.assertTimeoutPreemptively(
        GUARD,
        () -> {
          try (Workers workers = new Workers(2)) {
            Thread caller = Thread.currentThread();
            CountDownLatch helperIsIn = new CountDownLatch(1);
            AtomicBoolean helperIsOut = new AtomicBoolean();
            assertThatThrownBy(
                    () ->
                        workers.forEach(
                            100,
                            k -> {
                              if (Thread.currentThread() == caller) {
                                await(helperIsIn);
                                throw new AssertionError("the caller's");
                              }
                              helperIsIn.countDown();
                              pause();
                              helperIsOut.set(true);
                            }))
                .hasStackTraceContaining("the caller's");
            assertThat(helperIsOut).isTrue();
            awaitFree(workers, 2);
          }
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTeamHoldsItsThreadsUntilItIsClosed() {
    try (Workers workers = new Workers(3)) {
      try (Team team = workers.team(3)) {
        assertThat(team.size()).isEqualTo(3);
        // two are busy; the one that the caller stands for is left
        assertThat(free(workers)).isEqualTo(1);
        try (Team alone = workers.team(1)) {
          assertThat(alone.size()).isEqualTo(1);
        }
      }
      assertThat(free(workers)).isEqualTo(3);
    }
  }

  @Test
  void withoutFreeThreadsTheCallerDoesItAlone() {
    try (Workers workers = new Workers(2);
        Team team = workers.team(3)) {
      assertThat(team.size()).isEqualTo(3);
      ConcurrentHashMap<Thread, Boolean> seen = new ConcurrentHashMap<>();
      workers.forEach(50, k -> seen.put(Thread.currentThread(), true));
      assertThat(seen).containsOnlyKeys(Thread.currentThread());
    }
  }

  @Test
  void refusesNoThreads() {
    assertThatThrownBy(() -> new Workers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parallelism is 0");
  }
}
