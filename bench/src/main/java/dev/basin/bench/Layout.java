package dev.basin.bench;

import java.util.ArrayList;
import java.util.List;

/** How a machine's cores are given to training jobs. */
enum Layout {
  /** One job that may use every core. */
  ONE_JOB("one job, all cores"),
  /** As many jobs as cores, each with one thread, as in a sweep. */
  SIDE_BY_SIDE("a job on each core");

  private final String label;

  Layout(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  int jobs(int cores) {
    return this == ONE_JOB ? 1 : cores;
  }

  int threadsOfJob(int cores) {
    return this == ONE_JOB ? cores : 1;
  }

  /** Epochs to run so that {@code wanted} remain after those that {@link #epochCosts} drops. */
  int epochsToRun(int wanted) {
    return wanted + (this == ONE_JOB ? 1 : 2);
  }

  /**
   * What an epoch cost the machine, in seconds: with several jobs at once, their mean time divided
   * by their number. The first epoch warms up; side by side the last is dropped too, because a
   * neighbour may have ended before.
   */
  List<Double> epochCosts(List<EpochReport> jobs) {
    int epochs = jobs.stream().mapToInt(job -> job.epochSeconds().size()).min().orElse(0);
    int end = this == ONE_JOB ? epochs : epochs - 1;
    List<Double> costs = new ArrayList<>();
    for (int epoch = 1; epoch < end; epoch++) {
      double sum = 0;
      for (EpochReport job : jobs) {
        sum += job.epochSeconds().get(epoch);
      }
      costs.add(sum / jobs.size() / jobs.size());
    }
    return costs;
  }
}
