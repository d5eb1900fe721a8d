package dev.basin.lab.export.mlflow;

import dev.basin.lab.export.ExportException;
import dev.basin.lab.export.State;
import dev.basin.lab.export.StoredRun;
import dev.basin.lab.study.Study;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Complete runs as runs of an MLflow experiment named {@code basin/STUDY-SCALE}. A run that is
 * there already, with the same tag {@code basin.trial}, is brought up to date, or left alone if
 * nothing has changed.
 */
public final class MlflowExport {
  private final MlflowExperiments experiments;
  private final MlflowClient client;

  /**
   * An export; nothing is sent yet.
   *
   * @param server such as {@code http://localhost:5000}
   * @throws IllegalArgumentException if that is no address
   */
  public MlflowExport(String server) {
    MlflowServer connection = new MlflowServer(server);
    this.experiments = new MlflowExperiments(connection);
    this.client = new MlflowClient(connection);
  }

  /**
   * What was done.
   *
   * @param experiment its name
   * @param created runs that were not there
   * @param updated runs that were there with something else
   * @param unchanged runs that were there
   */
  public record Summary(String experiment, int created, int updated, int unchanged) {}

  /**
   * Sends the runs that are complete.
   *
   * @param runs all of that study
   * @throws ExportException if the server does not answer, or refuses
   */
  public Summary send(Study study, List<StoredRun> runs) {
    try {
      return sendAll(study, runs);
    } catch (MlflowRefusal refusal) {
      throw new ExportException(String.valueOf(refusal.getMessage()), refusal);
    }
  }

  private Summary sendAll(Study study, List<StoredRun> runs) {
    String name = "basin/" + study.name() + "-" + study.scale().label();
    String experiment = experiments.idOf(name);
    int created = 0;
    int updated = 0;
    int unchanged = 0;
    for (MlflowRun run : byTrial(runs)) {
      Optional<MlflowClient.Run> there = client.find(experiment, MlflowRun.TRIAL, run.key());
      if (there.isEmpty()) {
        String id = client.createRun(experiment, run.name(), run.startTime(), run.tags());
        fill(id, run, run.metrics());
        created++;
      } else if (run.digest().equals(there.get().tags().get(MlflowRun.EXPORTED))) {
        unchanged++;
      } else {
        client.logTags(there.get().id(), run.tags());
        fill(there.get().id(), run, missing(there.get().id(), run));
        updated++;
      }
    }
    return new Summary(name, created, updated, unchanged);
  }

  /** The metrics that a run lacks: MLflow would keep both if one was sent again. */
  private List<MlflowClient.Metric> missing(String id, MlflowRun run) {
    Map<String, Set<Point>> there = new HashMap<>();
    return run.metrics().stream()
        .filter(
            metric ->
                !there
                    .computeIfAbsent(metric.key(), key -> points(client.history(id, key)))
                    .contains(Point.of(metric)))
        .toList();
  }

  /** A metric without its time, which differs where a trial was trained twice. */
  private record Point(long step, double value) {
    static Point of(MlflowClient.Metric metric) {
      return new Point(metric.step(), metric.value());
    }
  }

  private static Set<Point> points(Set<MlflowClient.Metric> metrics) {
    return metrics.stream().map(Point::of).collect(Collectors.toUnmodifiableSet());
  }

  private void fill(String id, MlflowRun run, List<MlflowClient.Metric> metrics) {
    client.logParameters(id, run.parameters());
    client.logMetrics(id, metrics);
    client.finish(id);
    client.logTags(id, Map.of(MlflowRun.EXPORTED, run.digest()));
  }

  private static List<MlflowRun> byTrial(List<StoredRun> runs) {
    Map<String, List<StoredRun>> parts = new LinkedHashMap<>();
    for (StoredRun run : runs) {
      if (run.state() == State.COMPLETE) {
        parts.computeIfAbsent(run.key(), key -> new ArrayList<>()).add(run);
      }
    }
    return parts.values().stream().map(MlflowRun::new).toList();
  }
}
