package dev.basin.lab.export.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls of MLflow's REST API (version 2.0) on runs that an export needs; each throws {@link
 * MlflowRefusal} if the server refuses. A request holds at most 1,000 metrics or 100 parameters or
 * tags, as the API asks.
 */
final class MlflowClient {
  private static final int MOST_METRICS = 1000;
  private static final int MOST_PAIRS = 100;

  private final MlflowServer server;

  MlflowClient(MlflowServer server) {
    this.server = server;
  }

  /**
   * A metric.
   *
   * @param key its name
   * @param value a number, which may be NaN or infinite
   * @param timestamp milliseconds since 1970
   * @param step the epoch
   */
  record Metric(String key, double value, long timestamp, long step) {}

  /**
   * A run that is there.
   *
   * @param id its number
   * @param tags by key
   */
  record Run(String id, Map<String, String> tags) {}

  /** A parameter or a tag. */
  private record Pair(String key, String value) {}

  private JsonNode post(String call, Map<String, ?> document) {
    return server.post(call, document);
  }

  /** The run of an experiment with that tag, if there is one that is not deleted. */
  Optional<Run> find(String experiment, String tag, String value) {
    JsonNode found =
        post(
            "runs/search",
            Map.of(
                "experiment_ids",
                List.of(experiment),
                "filter",
                "tags.`" + tag + "` = '" + value + "'",
                "run_view_type",
                "ACTIVE_ONLY",
                "max_results",
                1));
    JsonNode run = found.path("runs").path(0);
    if (run.isMissingNode()) {
      return Optional.empty();
    }
    Map<String, String> tags = new LinkedHashMap<>();
    run.path("data")
        .path("tags")
        .forEach(pair -> tags.put(pair.path("key").asText(), pair.path("value").asText()));
    return Optional.of(
        new Run(MlflowServer.field(run.path("info"), "runs/search", "run_id"), tags));
  }

  /** Makes a run and returns its number. */
  String createRun(String experiment, String name, long startTime, Map<String, String> tags) {
    JsonNode made =
        post(
            "runs/create",
            Map.of(
                "experiment_id",
                experiment,
                "run_name",
                name,
                "start_time",
                startTime,
                "tags",
                pairs(tags)));
    return MlflowServer.field(made.path("run").path("info"), "runs/create", "run_id");
  }

  void logParameters(String run, Map<String, String> parameters) {
    log(run, "params", pairs(parameters), MOST_PAIRS);
  }

  void logTags(String run, Map<String, String> tags) {
    log(run, "tags", pairs(tags), MOST_PAIRS);
  }

  void logMetrics(String run, List<Metric> metrics) {
    log(run, "metrics", metrics, MOST_METRICS);
  }

  /** Whatever was logged of a metric, with the time. */
  Set<Metric> history(String run, String key) {
    Set<Metric> history = new HashSet<>();
    try {
      server
          .get("metrics/get-history", Map.of("run_id", run, "metric_key", key))
          .path("metrics")
          .forEach(
              point ->
                  history.add(
                      new Metric(
                          key,
                          Double.parseDouble(point.path("value").asText("NaN")),
                          point.path("timestamp").asLong(),
                          point.path("step").asLong())));
    } catch (MlflowRefusal refusal) {
      if (!refusal.isForMissing()) {
        throw refusal;
      }
    }
    return history;
  }

  private void log(String run, String what, List<?> all, int most) {
    for (int from = 0; from < all.size(); from += most) {
      List<?> part = all.subList(from, Math.min(from + most, all.size()));
      post("runs/log-batch", Map.of("run_id", run, what, part));
    }
  }

  void finish(String run) {
    post("runs/update", Map.of("run_id", run, "status", "FINISHED"));
  }

  private static List<Pair> pairs(Map<String, String> map) {
    List<Pair> pairs = new ArrayList<>();
    map.forEach((key, value) -> pairs.add(new Pair(key, value)));
    return pairs;
  }
}
