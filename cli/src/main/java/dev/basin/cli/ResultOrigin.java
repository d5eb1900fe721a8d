package dev.basin.cli;

import dev.basin.data.TrainTestData;
import dev.basin.lab.Versions;
import dev.basin.lab.instrument.ObjectiveConfig;
import dev.basin.lab.report.ShellWords;
import dev.basin.lab.run.MeasuredTrials;
import dev.basin.lab.store.TrialFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a measured number comes from, the same in the JSON document of every command that measures:
 * under {@code objective} which function of the weights was asked, and under {@code provenance} the
 * rest.
 *
 * @param objective network, data, points, chunks, BatchNorm and precision
 * @param weights file, or trial and epoch, and SHA-256 of each
 * @param provenance version, commit, command, network, data with their digests, weights with
 *     theirs, seed, machine and libraries
 */
record ResultOrigin(
    Map<String, Object> objective,
    List<Map<String, Object>> weights,
    Map<String, @Nullable Object> provenance) {

  /**
   * Of weight files.
   *
   * @param command as it was typed
   * @param objective which function was asked
   * @param data what it was asked over
   * @param weights in their order
   * @param seed of its random streams, or null if it has none
   */
  static ResultOrigin ofFiles(
      CommandSpec command,
      Map<String, Object> objective,
      TrainTestData data,
      List<MeasuredWeights> weights,
      @Nullable Long seed) {
    Map<String, Object> digests = new LinkedHashMap<>();
    digests.put("name", data.train().name().replaceFirst("/train$", ""));
    digests.put("trainPoints", data.train().size());
    digests.put("testPoints", data.test().size());
    digests.put("trainSha256", data.train().digest());
    digests.put("testSha256", data.test().digest());
    List<Map<String, Object>> files = new ArrayList<>();
    for (MeasuredWeights each : weights) {
      files.add(Map.of("file", each.file().toString(), "sha256", each.sha256()));
    }
    return of(command, objective, digests, files, seed);
  }

  /**
   * Of trials of a store; nothing but their folders is read.
   *
   * @param command as it was typed
   * @param limit over the first so many training points, 0 for all
   */
  static ResultOrigin ofTrials(CommandSpec command, MeasuredTrials trials, int limit) {
    TrialFolder first = trials.all().get(0);
    Map<String, Object> digests = new LinkedHashMap<>();
    digests.put("name", trials.config().data());
    digests.put("trainPoints", trials.trainPoints());
    digests.put("testPoints", trials.testPoints());
    digests.put("trainSha256", first.trainSha256());
    digests.put("testSha256", first.testSha256());
    List<Map<String, Object>> weights = new ArrayList<>();
    for (TrialFolder trial : trials.all()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("trial", trial.config().key());
      if (trials.epoch() != null) {
        each.put("epoch", trials.epoch());
      }
      each.put("sha256", trial.weightsSha256(trials.epoch()));
      weights.add(each);
    }
    Map<String, Object> objective =
        ObjectiveConfig.usual(trials.config().chunkSize())
            .record(
                trials.config().network(),
                trials.config().data(),
                limit == 0 ? trials.trainPoints() : limit);
    return of(command, objective, digests, weights, trials.config().seed());
  }

  private static ResultOrigin of(
      CommandSpec command,
      Map<String, Object> objective,
      Map<String, Object> data,
      List<Map<String, Object>> weights,
      @Nullable Long seed) {
    Map<String, @Nullable Object> provenance = new LinkedHashMap<>();
    provenance.put("version", Versions.basin());
    provenance.put("commit", Versions.commit());
    provenance.put("command", ShellWords.line(CommandText.words(command)));
    provenance.put("network", objective.get("network"));
    provenance.put("data", data);
    provenance.put("weights", weights);
    provenance.put("seed", seed);
    provenance.put("environment", Machine.environment());
    return new ResultOrigin(objective, weights, provenance);
  }

  /** In a line for a terminal: of what it was measured, over which points. */
  String line() {
    return "of "
        + weights.stream()
            .map(each -> each.getOrDefault("file", each.get("trial")) + epoch(each))
            .collect(Collectors.joining(" and "))
        + ", over "
        + objective.get("points")
        + " training points of "
        + String.valueOf(objective.get("data")).replaceFirst("/train$", "");
  }

  private static String epoch(Map<String, Object> weights) {
    return weights.containsKey("epoch") ? " after epoch " + weights.get("epoch") : "";
  }

  /** Writes both into a document. */
  void addTo(Map<String, @Nullable Object> document) {
    document.put("objective", objective);
    document.put("provenance", provenance);
  }
}
