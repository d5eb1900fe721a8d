package dev.basin.lab.export.mlflow;

import dev.basin.engine.Sha256;
import dev.basin.lab.export.Scalar;
import dev.basin.lab.export.Scalars;
import dev.basin.lab.export.StoredRun;
import dev.basin.lab.store.TrialOutcome;
import dev.basin.lab.study.TrialConfig;
import dev.basin.train.remedy.Remedies;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What MLflow gets of a run: parameters from its configuration, tags from its part in the study,
 * metrics from {@link Scalars}. Two arms that share a run are one run there.
 */
final class MlflowRun {
  /** The tag with the key of the trial, by which a run is found again. */
  static final String TRIAL = "basin.trial";

  /** The tag with the digest of all that was sent, set when everything was. */
  static final String EXPORTED = "basin.exported";

  private final StoredRun run;
  private final String arms;
  private final Set<Scalar> scalars = new LinkedHashSet<>();

  /**
   * A run.
   *
   * @param parts complete, all of the same trial, at least one
   */
  MlflowRun(List<StoredRun> parts) {
    run = parts.get(0);
    arms = parts.stream().map(MlflowRun::arm).distinct().collect(Collectors.joining(", "));
    parts.forEach(part -> scalars.addAll(Scalars.of(part)));
  }

  private static String arm(StoredRun part) {
    Integer from = part.run().fromEpoch();
    return part.run().arm() + (from == null ? "" : " from epoch " + from);
  }

  String key() {
    return run.key();
  }

  String name() {
    return run.config().network() + " " + arms + " trial " + run.config().trial();
  }

  /** When it began, in milliseconds; 0 where that was not kept. */
  long startTime() {
    Instant began = run.began();
    return began == null ? 0 : began.toEpochMilli();
  }

  Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put(TRIAL, key());
    tags.put("basin.study", run.study().name());
    tags.put("basin.scale", run.study().scale().label());
    tags.put("basin.arm", arms);
    TrialOutcome outcome = run.outcome();
    if (outcome != null) {
      tags.put("basin.stopped", outcome.stopped());
      tags.put("basin.diverged", Boolean.toString(outcome.diverged()));
    }
    return tags;
  }

  /** All of them follow from the key, since MLflow lets no parameter change. */
  Map<String, String> parameters() {
    TrialConfig config = run.config();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("network", config.network());
    parameters.put("data", config.data());
    parameters.put("limit", Integer.toString(config.limit()));
    parameters.put("chunk_size", Integer.toString(config.chunkSize()));
    parameters.put("batch", config.batch().toText());
    if (config.dropLastBatch()) {
      parameters.put("last_batch", config.lastBatch().label());
    }
    parameters.put("optimizer", config.optimizer().toText());
    parameters.put("remedies", Remedies.parse(config.remedies()).describe());
    parameters.put("learning_rate", Double.toString(config.optimizer().learningRate()));
    parameters.put("max_epochs", Integer.toString(config.stopping().maxEpochs()));
    parameters.put("patience", Integer.toString(config.stopping().patience()));
    parameters.put("tolerance", Double.toString(config.stopping().tolerance()));
    parameters.put("precision", config.steps().precision().name());
    parameters.put("seed", Long.toString(config.seed()));
    parameters.put("trial", Integer.toString(config.trial()));
    TrialConfig.Iterate from = config.from();
    if (from != null) {
      parameters.put("from_trial", from.trial());
      parameters.put("from_epoch", Integer.toString(from.epoch()));
    }
    return parameters;
  }

  List<MlflowClient.Metric> metrics() {
    return scalars.stream()
        .map(
            scalar ->
                new MlflowClient.Metric(scalar.tag(), scalar.value(), startTime(), scalar.step()))
        .toList();
  }

  /** The same for the same content, whenever the run was trained. */
  String digest() {
    return Sha256.of(tags() + "\n" + parameters() + "\n" + scalars);
  }
}
