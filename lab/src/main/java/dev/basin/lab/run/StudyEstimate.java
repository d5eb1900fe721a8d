package dev.basin.lab.run;

import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.lab.Environment;
import dev.basin.lab.Progress;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.DataCatalogue;
import dev.basin.lab.study.Plan;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is still to be done for some plans, and about how long it takes: work in floating-point
 * operations over the rate that one thread reached on each network in a short trial. Training that
 * stops early takes less.
 *
 * @param parts every part, training before what is measured
 * @param seconds of the whole with the workers there are, nothing else running
 */
public record StudyEstimate(List<Part> parts, double seconds) {

  /**
   * A part of the work.
   *
   * @param name what it is
   * @param there whether the store holds it
   * @param seconds of one thread, if it has to be done
   * @param bytes that it needs at most, the data apart
   */
  public record Part(String name, boolean there, double seconds, double bytes) {}

  /** Copies the list. */
  public StudyEstimate {
    parts = List.copyOf(parts);
  }

  /**
   * Estimates.
   *
   * @param plans what is asked for
   * @param networks only of these networks; empty for all
   * @param store what is there
   * @param catalogue finds the data
   * @param parallelism threads that would compute
   */
  public static StudyEstimate of(
      List<Plan> plans,
      Set<String> networks,
      RunStore store,
      DataCatalogue catalogue,
      int parallelism) {
    try (DataPool data = new DataPool(catalogue);
        Workers workers = new Workers(parallelism);
        Workers alone = new Workers(1)) {
      JobContext context =
          new JobContext(
              store,
              data,
              workers,
              DatasetObjective.DEFAULT_ACTIVATION_MEMORY,
              Duration.ZERO,
              new Environment("", "", "", 0, 0, "", "", Map.of()),
              Progress.SILENT,
              new Cancellation(),
              note -> {});
      Map<String, Double> rates = new HashMap<>();
      List<Part> parts = new ArrayList<>();
      double total = 0;
      double longest = 0;
      for (Job job : new JobGraph(context, plans, networks).jobs()) {
        Network network = job.network();
        double rate =
            rates.computeIfAbsent(
                network.name(), name -> Calibration.flopsPerSecond(network, alone));
        double seconds = job.flops() / rate;
        parts.add(new Part(job.name(), job.isThere(), seconds, job.bytes()));
        if (!job.isThere()) {
          total += seconds;
          longest = Math.max(longest, seconds);
        }
      }
      return new StudyEstimate(parts, Math.max(longest, total / parallelism));
    }
  }
}
