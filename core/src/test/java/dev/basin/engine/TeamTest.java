package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTest {
  /** Only keeps a deadlock from hanging the build; nothing here takes a second. */
  private static final Duration GUARD = Duration.ofSeconds(60);

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  @ParameterizedTest(name = "{0} members, {1} blocks")
  @CsvSource({"1, 0", "1, 5", "2, 0", "2, 1", "2, 2", "2, 7", "3, 2", "3, 100", "5, 3"})
  void doesEveryBlockOnceInEachOfManyPhases(int members, int blocks) {
    Assertions.assertTimeoutPreemptively(
        GUARD,
        () -> {
          AtomicIntegerArray done = new AtomicIntegerArray(Math.max(1, blocks));
          try (Team team = new Team(members)) {
            assertThat(team.size()).isEqualTo(members);
            for (int phase = 1; phase <= 200; phase++) {
              team.forEach(blocks, done::incrementAndGet);
              for (int k = 0; k < blocks; k++) {
                assertThat(done.get(k)).isEqualTo(phase);
              }
            }
          }
        });
  }

  @ParameterizedTest(name = "{0} members")
  @ValueSource(ints = {1, 2, 3})
  void refusesWorkOnceClosed(int members) {
    Team team = new Team(members);
    team.close();

    assertThatThrownBy(() -> team.forEach(2, k -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void givesItsThreadsBackOnceHoweverOftenItIsClosed() {
    try (Workers workers = new Workers(2)) {
      Team first = workers.team(10);
      int size = first.size();
      first.close();
      first.close();

      try (Team second = workers.team(10)) {
        assertThat(second.size()).isEqualTo(size);
      }
    }
  }

  /** What a member wrote in one phase another reads in the next. */
  @Test
  void phasesSeeEachOthersWrites() {
    int blocks = 8;
    double[] now = new double[blocks];
    double[] next = new double[blocks];
    now[0] = 1;
    Assertions.assertTimeoutPreemptively(
        GUARD,
        () -> {
          try (Team team = new Team(2)) {
            for (int phase = 0; phase < 2_000; phase++) {
              team.forEach(blocks, k -> next[k] = now[(k + 1) % blocks]);
              team.forEach(blocks, k -> now[k] = next[k]);
            }
          }
        });
    // 2,000 turns of a wheel of 8
    assertThat(now).containsExactly(1, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Members fall asleep between phases that are far apart. */
  @Test
  void sleepingMembersWake() {
    AtomicInteger done = new AtomicInteger();
    Assertions.assertTimeoutPreemptively(
        GUARD,
        () -> {
          try (Team team = new Team(3)) {
            for (int phase = 0; phase < 5; phase++) {
              Thread.sleep(20);
              team.forEach(6, k -> done.incrementAndGet());
            }
          }
        });
    assertThat(done).hasValue(30);
  }

  @ParameterizedTest(name = "{0} members")
  @ValueSource(ints = {1, 2, 3})
  void aFailureIsTheCallersAndTheTeamGoesOn(int members) {
    Assertions.assertTimeoutPreemptively(
        GUARD,
        () -> {
          try (Team team = new Team(members)) {
            for (int bad = 0; bad < 4; bad++) {
              int failing = bad;
              assertThatThrownBy(
                      () ->
                          team.forEach(
                              4,
                              k -> {
                                if (k == failing) {
                                  throw new ArithmeticException("block " + k);
                                }
                              }))
                  .isInstanceOf(ArithmeticException.class)
                  .hasMessage("block " + failing);
            }
            AtomicInteger done = new AtomicInteger();
            team.forEach(10, k -> done.incrementAndGet());
            assertThat(done).hasValue(10);
          }
        });
  }

  @Test
  void aTeamTakesInWhoIsFreeAndGivesBackWhoIsWaitedFor() throws Exception {
    try (Workers workers = new Workers(3)) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      CompletableFuture<Boolean> other =
          workers.start(
              () -> {
                begun.countDown();
                return end.await(30, TimeUnit.SECONDS);
              });
      CompletableFuture<List<Integer>> sizes =
          workers.start(
              () -> {
                begun.await(30, TimeUnit.SECONDS);
                List<Integer> seen = new ArrayList<>();
                try (Team team = workers.team(3)) {
                  seen.add(team.size());
                  end.countDown();
                  other.join();
                  for (int k = 0; k < 1000 && team.size() < 3; k++) {
                    team.adapt();
                    Thread.sleep(1);
                  }
                  seen.add(team.size());
                  AtomicInteger done = new AtomicInteger();
                  team.forEach(7, k -> done.incrementAndGet());
                  seen.add(done.get());
                  CompletableFuture<Integer> waiting = workers.start(() -> 1);
                  for (int k = 0; k < 1000 && !waiting.isDone(); k++) {
                    team.adapt();
                    team.forEach(7, j -> done.incrementAndGet());
                    Thread.sleep(1);
                  }
                  seen.add(waiting.join());
                  team.rest();
                  seen.add(team.size());
                  team.forEach(7, k -> done.incrementAndGet());
                }
                return seen;
              });
      assertThat(sizes.get(60, TimeUnit.SECONDS)).containsExactly(2, 3, 7, 1, 1);
      try (Team all = workers.team(4)) {
        assertThat(all.size()).as("every thread was given back").isEqualTo(4);
      }
    }
  }

  /** Phases of a team whose size changes between them see each block done once. */
  @Test
  void everyBlockIsDoneOnceWhileTheTeamChanges() {
    try (Workers workers = new Workers(4);
        Team team = workers.team(4)) {
      int[] counts = new int[64];
      for (int phase = 0; phase < 3000; phase++) {
        if (phase % 7 == 0) {
          team.rest();
        }
        if (phase % 3 == 0) {
          team.adapt();
        }
        team.forEach(counts.length, k -> counts[k]++);
      }
      assertThat(counts).containsOnly(3000);
    }
  }

  @Test
  void refusesATeamOfNobody() {
    assertThatThrownBy(() -> new Team(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("team size is 0");
  }
}
