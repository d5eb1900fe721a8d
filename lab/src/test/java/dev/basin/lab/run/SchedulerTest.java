package dev.basin.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Which job runs when. */
final class SchedulerTest {
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private final Cancellation cancellation = new Cancellation();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();

  private final class Fake implements Job {
    private final String name;
    private final double flops;
    private final double bytes;
    private final List<Job> after;
    private final BooleanSupplier body;

    Fake(String name, double flops, double bytes, List<Job> after, BooleanSupplier body) {
      this.name = name;
      this.flops = flops;
      this.bytes = bytes;
      this.after = after;
      this.body = body;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Job> after() {
      return after;
    }

    @Override
    public double flops() {
      return flops;
    }

    @Override
    public double bytes() {
      return bytes;
    }

    @Override
    public boolean isThere() {
      return name.startsWith("there");
    }

    @Override
    public Network network() {
      throw new AssertionError("nothing here computes");
    }

    @Override
    public boolean run() {
      mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
      ran.add(name);
      try {
        return body.getAsBoolean();
      } finally {
        running.decrementAndGet();
      }
    }
  }

  private Fake job(String name, double flops, Job... after) {
    return new Fake(name, flops, 1, List.of(after), () -> true);
  }

  private void run(int parallelism, double memory, List<Job> jobs) {
    try (Workers workers = new Workers(parallelism)) {
      new Scheduler(workers, memory, cancellation, notes::add).run(jobs);
    }
  }

  @Test
  void longestChainFirst() {
    Job shortOne = job("short", 5);
    Job head = job("head", 1);
    Job tail = job("tail", 10, head);
    run(1, 100, List.of(shortOne, tail, head));
    assertThat(ran).containsExactly("head", "tail", "short");
  }

  @Test
  void whatIsThereIsLookedAtFirst() {
    Job there = job("there", 1);
    Job shorter = job("shorter", 10);
    Job longer = job("longer", 20, there);
    Job later = job("there, too", 2, there);
    run(1, 100, List.of(shorter, later, longer, there));
    assertThat(ran).containsExactly("there", "there, too", "longer", "shorter");
  }

  @Test
  void nothingRunsBeforeWhatItStandsOn() {
    List<Job> jobs = new ArrayList<>();
    for (int k = 0; k < 20; k++) {
      Job first = job("first " + k, k);
      jobs.add(job("second " + k, 100, first));
      jobs.add(first);
    }
    run(4, 100, jobs);
    assertThat(ran).hasSize(40);
    for (int k = 0; k < 20; k++) {
      assertThat(ran.indexOf("first " + k)).isLessThan(ran.indexOf("second " + k));
    }
  }

  @Test
  void whatDoesNotFitTheMemoryTogetherRunsAlone() {
    List<Job> jobs = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      jobs.add(new Fake("large " + k, 1, 70, List.of(), () -> true));
    }
    jobs.add(new Fake("larger than all", 1, 500, List.of(), () -> true));
    run(4, 100, jobs);
    assertThat(ran).hasSize(7);
    assertThat(mostRunning).hasValue(1);
  }

  @Test
  void aBusyJobIsTriedAgainAndSaidOnce() {
    AtomicInteger asked = new AtomicInteger();
    Job busy = new Fake("busy", 9, 1, List.of(), () -> asked.incrementAndGet() > 2);
    run(2, 100, List.of(busy, job("other", 1)));
    assertThat(asked).hasValue(3);
    assertThat(notes).containsExactly("busy: another process is at it; it is waited for");
  }

  @Test
  void aFailureStopsTheRestAndIsThrown() {
    Job bad =
        new Fake(
            "bad",
            9,
            1,
            List.of(),
            () -> {
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> run(1, 100, List.of(bad, job("other", 1), job("after", 1, bad))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
    assertThat(ran).containsExactly("bad");
    assertThat(cancellation.requested()).isTrue();
  }

  @Test
  void aRequestToStopIsHonoured() {
    Job stopping =
        new Fake(
            "stopping",
            9,
            1,
            List.of(),
            () -> {
              cancellation.request();
              return true;
            });
    assertThatThrownBy(() -> run(1, 100, List.of(stopping, job("other", 1))))
        .isInstanceOf(CancellationException.class);
    assertThat(ran).containsExactly("stopping");
  }
}
