package dev.basin.lab.instrument;

import java.util.List;

/**
 * Times of training steps with several threads on one machine.
 *
 * @param batch points a step
 * @param times one entry a size of the team
 * @param processor the machine's processor
 */
public record EfficiencyResult(int batch, List<Time> times, String processor) {

  /** Copies the list. */
  public EfficiencyResult {
    times = List.copyOf(times);
  }

  /**
   * The time of a step.
   *
   * @param threads P
   * @param secondsAStep median of the rounds
   */
  public record Time(int threads, double secondsAStep) {}

  /** f(P) = T(1) / (P T(P)), NaN unless one thread and P threads were timed. */
  public double efficiency(int threads) {
    return seconds(1) / (threads * seconds(threads));
  }

  /** The largest team that was timed. */
  public int mostThreads() {
    return times.stream().mapToInt(Time::threads).max().orElse(1);
  }

  private double seconds(int threads) {
    return times.stream()
        .filter(time -> time.threads() == threads)
        .mapToDouble(Time::secondsAStep)
        .findFirst()
        .orElse(Double.NaN);
  }
}
