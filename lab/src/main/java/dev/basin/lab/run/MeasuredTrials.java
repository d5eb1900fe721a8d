package dev.basin.lab.run;

import dev.basin.lab.RunFolderException;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.store.DamagedException;
import dev.basin.lab.store.EpochRecord;
import dev.basin.lab.store.MeasurementFile;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.store.StoreContents;
import dev.basin.lab.store.TrialFolder;
import dev.basin.lab.store.TrialOutcome;
import dev.basin.lab.study.Keep;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.StudyNetworks;
import dev.basin.lab.study.TrialConfig;
import dev.basin.network.Network;
import dev.basin.objective.Evaluation;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finished trials of a store whose weights are measured together, or the one that is. */
public final class MeasuredTrials {
  private final RunStore store;
  private final List<TrialFolder> of;
  private final @Nullable Integer epoch;

  private MeasuredTrials(RunStore store, List<TrialFolder> of, @Nullable Integer epoch) {
    this.store = store;
    this.of = of;
    this.epoch = epoch;
  }

  /**
   * Finds trials with weights that can be measured.
   *
   * @param names of each, or how it begins; in the order that the instrument takes them
   * @param epoch after which epoch, 1 for the first; null for the solutions
   * @throws IllegalArgumentException if there is no such trial, or nothing to measure of it
   * @throws RunFolderException if one is not finished
   * @throws DamagedException if one cannot be read
   */
  public static MeasuredTrials find(RunStore store, List<String> names, @Nullable Integer epoch) {
    List<TrialFolder> found = names.stream().map(name -> StoreContents.find(store, name)).toList();
    MeasuredTrials trials = new MeasuredTrials(store, found, epoch);
    found.forEach(trials::requireFinished);
    found.forEach(trials::requireWeights);
    trials.requireAlike("network", TrialConfig::network);
    trials.requireAlike("data", TrialConfig::data);
    trials.requireAlike("limit", TrialConfig::limit);
    trials.requireAlike("chunk size", TrialConfig::chunkSize);
    return trials;
  }

  private void requireFinished(TrialFolder trial) {
    if (trial.isComplete()) {
      return;
    }
    String key = trial.config().key();
    throw new RunFolderException(
        "trial "
            + key
            + " of "
            + store.root()
            + (store.isHeld(key)
                ? " is being trained now; measure it when it is finished"
                : " is not finished, so there is no solution to measure; " + finishing(key)));
  }

  /** The command that goes on with a trial. */
  private String finishing(String key) {
    String asking =
        new StoreContents(store)
            .studies(key).stream().map(MeasuredTrials::command).collect(Collectors.joining("; "));
    return asking.isEmpty()
        ? "the command that began it goes on with it"
        : "the command that began it goes on with it: " + asking;
  }

  private static String command(String study) {
    if (study.startsWith("train-")) {
      return "'basin train'";
    }
    return study.startsWith("compare at ") ? "'basin compare'" : "'basin study run', " + study;
  }

  private void requireWeights(TrialFolder trial) {
    String key = trial.config().key();
    TrialOutcome outcome = trial.outcome();
    if (epoch == null) {
      if (outcome.diverged()) {
        throw new IllegalArgumentException(
            "trial "
                + key
                + " diverged in epoch "
                + outcome.epochs()
                + ": that is its result, and where the loss is not finite nothing can be measured");
      }
      return;
    }
    int after = epoch;
    if (after < 1 || after > outcome.epochs()) {
      throw new IllegalArgumentException(
          "epoch is " + after + "; trial " + key + " has epochs 1 to " + outcome.epochs());
    }
    if (!trial.hasIterate(after)) {
      String kept =
          IntStream.rangeClosed(1, outcome.epochs())
              .filter(trial::hasIterate)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "trial "
              + key
              + " did not keep its weights after epoch "
              + after
              + (kept.isEmpty() ? ", nor after any other" : ", but after " + kept)
              + "; a study that measures at that epoch keeps them, and so does 'basin train"
              + " --iterates'");
    }
    EpochRecord record = trial.epochs().get(after - 1);
    if (!Double.isFinite(record.trainLoss()) || !Double.isFinite(record.testLoss())) {
      throw new IllegalArgumentException(
          "the loss of trial "
              + key
              + " is not finite after epoch "
              + after
              + ": nothing can be measured there");
    }
  }

  private void requireAlike(String what, Function<TrialConfig, Object> value) {
    TrialConfig first = config();
    for (TrialFolder other : of) {
      Object found = value.apply(other.config());
      if (!found.equals(value.apply(first))) {
        throw new IllegalArgumentException(
            "trial %s has %s %s, and trial %s %s; expected trials that share it"
                .formatted(first.key(), what, value.apply(first), other.config().key(), found));
      }
    }
  }

  /** The configuration of the first, or only, trial. */
  public TrialConfig config() {
    return of.get(0).config();
  }

  /** The store that they are in. */
  public RunStore store() {
    return store;
  }

  /** The trials, in their order. */
  public List<TrialFolder> all() {
    return List.copyOf(of);
  }

  /** Each of them alone. */
  public List<MeasuredTrials> each() {
    return of.stream().map(trial -> new MeasuredTrials(store, List.of(trial), epoch)).toList();
  }

  /** After which epoch the weights are measured; null for the solutions. */
  public @Nullable Integer epoch() {
    return epoch;
  }

  /** What the weights are called. */
  public List<String> names() {
    return of.stream()
        .map(trial -> trial.config().key() + (epoch == null ? "" : " epoch " + epoch))
        .toList();
  }

  /** The network of all of them. */
  public Network network() {
    return StudyNetworks.byName(config().network());
  }

  /** Training points that they were trained with. */
  public int trainPoints() {
    return points(of.get(0).outcome().train());
  }

  /** Test points that they were evaluated with. */
  public int testPoints() {
    return points(of.get(0).outcome().test());
  }

  private static int points(@Nullable Evaluation evaluation) {
    return evaluation == null ? 0 : Math.toIntExact(evaluation.points());
  }

  /** Where a measurement of them is kept. */
  public MeasurementFile file(Measurement what) {
    if (of.size() == 1) {
      return of.get(0).measurement(new Plan.At(epoch, what));
    }
    List<TrialConfig> configs = of.stream().map(TrialFolder::config).toList();
    return store.measurement(new Plan.Joint(0, config().trial(), what, names(), configs));
  }

  /**
   * What a measurement computes that the store does not hold.
   *
   * @throws DamagedException if the weights are not what was written
   */
  Job job(JobContext context, MeasurementFile file) {
    of.forEach(this::requireWhole);
    List<TrainJob> trained = of.stream().map(trial -> trained(context, trial.config())).toList();
    return MeasureJob.ofFinished(context, trained, epoch, file);
  }

  private void requireWhole(TrialFolder trial) {
    try {
      Objects.requireNonNull(trial.wholeWeights(epoch));
    } catch (DamagedException e) {
      throw new DamagedException(
          "trial "
              + trial.config().key()
              + " of "
              + store.root()
              + " is damaged ('basin store verify' names the files); the command that trained it"
              + " trains it again",
          e);
    }
  }

  private TrainJob trained(JobContext context, TrialConfig config) {
    Network network = network();
    return new TrainJob(
        context, network, config, Keep.NOTHING, null, JobCost.of(context, network, config));
  }
}
