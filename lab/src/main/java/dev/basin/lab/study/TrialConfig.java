package dev.basin.lab.study;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.basin.data.LastBatch;
import dev.basin.engine.Seeds;
import dev.basin.engine.Sha256;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.BatchSchedule;
import dev.basin.train.StepConfig;
import dev.basin.train.StoppingRule;
import dev.basin.train.TrainingConfig;
import dev.basin.train.remedy.Remedies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One training run: everything its bits depend on but the data's content, which the store checks.
 * Equal configurations are one trial in a store, whichever studies ask for it.
 *
 * @param network its name
 * @param data the data set's name
 * @param limit training points used, 0 for all
 * @param chunkSize the most points of a chunk in evaluations
 * @param batch points a step
 * @param stopping when training stops
 * @param optimizer the optimiser with its settings
 * @param steps how gradients are computed
 * @param seed derives every random stream, together with the trial
 * @param trial the number of the start, 1 for the first; arms of one trial share it
 * @param from whose weights it starts from, or null for a random start
 * @param remedies what it is trained with beside, in their text form with all settings; left out of
 *     files where there is none, so that runs keep the keys that they had before there were
 *     remedies
 * @param dropLastBatch whether epochs end without the points that whole batches leave over; left
 *     out of files where they do not, for the same reason
 * @param start SHA-256 of the weights file that it starts from, which the store keeps; null for the
 *     trial's own start
 */
public record TrialConfig(
    String network,
    String data,
    int limit,
    int chunkSize,
    BatchSchedule batch,
    StoppingRule stopping,
    OptimizerConfig optimizer,
    StepConfig steps,
    long seed,
    int trial,
    @Nullable Iterate from,
    @JacksonInject(value = CanonicalJson.EMPTY_LIST, useInput = OptBoolean.TRUE)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> remedies,
    @JacksonInject(value = CanonicalJson.NO, useInput = OptBoolean.TRUE)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean dropLastBatch,
    @Nullable String start) {
  private static final int DIGITS = 12;

  /** The version of {@link #canonical}: another form, another version. */
  private static final int FORM = 1;

  /**
   * The weights of another trial after an epoch.
   *
   * @param trial its key
   * @param epoch 1 for the first
   */
  public record Iterate(String trial, int epoch) {}

  /** Copies the list. */
  public TrialConfig {
    remedies = List.copyOf(remedies);
  }

  /**
   * All of it as text, a line each, the same for the same run whatever the code calls it. Names of
   * folders are digests of it: no change of the code may change it without another version.
   */
  String canonical() {
    StringBuilder text = new StringBuilder("trial " + FORM + "\n");
    line(text, "network", network);
    line(text, "data", data);
    line(text, "limit", limit);
    line(text, "chunk-size", chunkSize);
    line(text, "batch", batch.toText());
    line(text, "epochs", stopping.maxEpochs());
    line(text, "patience", stopping.patience());
    line(text, "tolerance", TextForm.write(stopping.tolerance()));
    line(text, "optimizer", optimizer.toFullText());
    line(text, "precision", Words.of(steps.precision()));
    line(text, "activation-memory", steps.activationMemory());
    line(text, "seed", seed);
    line(text, "trial", trial);
    if (start != null) {
      line(text, "start", start);
    }
    if (from != null) {
      line(text, "from", from.trial() + " epoch " + from.epoch());
    }
    remedies.forEach(remedy -> line(text, "remedy", remedy));
    if (dropLastBatch) {
      line(text, "last-batch", lastBatch().label());
    }
    return text.toString();
  }

  /** All of it by name. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    canonical()
        .lines()
        .skip(1)
        .map(line -> line.split("=", 2))
        .forEach(parts -> settings.merge(parts[0], parts[1], (one, other) -> one + " " + other));
    return settings;
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(name).append('=').append(value).append('\n');
  }

  /** The name of its folder: what it is, and the digest of all of it. */
  public String key() {
    return network
        + "-b"
        + batch.start()
        + "-t"
        + trial
        + "-"
        + Sha256.of(canonical()).substring(0, DIGITS);
  }

  /** What becomes of the points that whole batches leave over in an epoch. */
  public LastBatch lastBatch() {
    return dropLastBatch ? LastBatch.DROP : LastBatch.KEEP;
  }

  /** The seed of one of its random streams that every arm of the trial shares. */
  public long sharedSeed(String purpose) {
    return Seeds.derive(seed, trial, purpose);
  }

  /**
   * How to train, remedies included. The order of the points depends on the batch, too, but not on
   * the remedies.
   *
   * @throws IllegalArgumentException if a remedy does not fit, with the reason
   */
  public TrainingConfig training(Network model) {
    TrainingConfig plain =
        new TrainingConfig(
                batch, stopping, optimizer, sharedSeed("shuffle-" + batch.toText()), steps)
            .withLastBatch(lastBatch());
    return Remedies.parse(remedies).applyTo(plain, model);
  }
}
