package dev.basin.lab.report;

import dev.basin.lab.Environment;
import dev.basin.lab.RunEnd;
import dev.basin.lab.export.StoreReader;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Quantity;
import dev.basin.lab.store.DamagedException;
import dev.basin.lab.store.EpochRecord;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.store.TrialFolder;
import dev.basin.lab.store.TrialOutcome;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.StudyNetworks;
import dev.basin.network.Network;
import dev.basin.optim.OptimizerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A run of a study as a report sees it: what the store has of it, if it is whole. */
final class RunView implements RunEnd {

  /** What there is of a run. */
  enum State {
    /** Not trained yet, or not to the end. */
    MISSING,
    /** It fails its checksum. */
    DAMAGED,
    /** Its loss or weights are no longer finite. */
    DIVERGED,
    /** Whole. */
    DONE
  }

  private final Plan.Run run;
  private final TrialFolder folder;
  private final State state;
  private final @Nullable TrialOutcome outcome;
  private final List<EpochRecord> epochs;
  private final Consumer<String> warnings;
  private final Map<Plan.At, Optional<?>> read = new HashMap<>();

  RunView(Plan.Run run, RunStore store, StoreReader reader, Consumer<String> warnings) {
    this.run = run;
    this.folder = store.trial(run.config());
    this.warnings = warnings;
    Optional<String> damage = folder.isComplete() ? reader.damage(folder) : folder.linkOut();
    damage.ifPresent(
        text -> warnings.accept(text + ". It is left out; 'basin study run' trains it again"));
    boolean usable = folder.isComplete() && damage.isEmpty();
    this.outcome = usable ? folder.outcome() : null;
    this.epochs = usable ? folder.epochs() : List.of();
    if (outcome != null) {
      this.state = outcome.diverged() ? State.DIVERGED : State.DONE;
    } else {
      this.state = damage.isPresent() ? State.DAMAGED : State.MISSING;
    }
  }

  Plan.Run run() {
    return run;
  }

  int trial() {
    return run.config().trial();
  }

  State state() {
    return state;
  }

  /** One entry an epoch, none unless it was trained to the end. */
  List<EpochRecord> epochs() {
    return epochs;
  }

  /** A number of the outcome, NaN unless there is one. */
  double value(ToDoubleFunction<TrialOutcome> of) {
    return outcome == null ? Double.NaN : of.applyAsDouble(outcome);
  }

  double testAccuracy() {
    return value(end -> end.test() == null ? Double.NaN : end.test().accuracy());
  }

  @Override
  public boolean diverged() {
    return state == State.DIVERGED;
  }

  @Override
  public String stopped() {
    return outcome == null ? "" : outcome.stopped();
  }

  @Override
  public double trainAccuracy() {
    return value(end -> end.train() == null ? Double.NaN : end.train().accuracy());
  }

  @Override
  public double trainLoss() {
    return value(end -> end.train() == null ? Double.NaN : end.train().loss());
  }

  double distance() {
    return value(end -> end.diverged() ? Double.NaN : end.distance());
  }

  /** Epochs until the end, NaN if it diverged on the way. */
  double epochsDone() {
    return value(end -> end.diverged() ? Double.NaN : end.epochs());
  }

  /**
   * Seconds of all epochs without their test evaluations, NaN if it diverged or that is not known.
   */
  double trainingSeconds() {
    return state == State.DONE ? folder.trainingSeconds().orElse(Double.NaN) : Double.NaN;
  }

  /** The network that was trained. */
  Network network() {
    return StudyNetworks.byName(run.config().network());
  }

  /** The optimiser with which it is trained, as its remedies change it. */
  OptimizerConfig optimizer() {
    return run.config().training(network()).optimizer();
  }

  /** A headline of a measurement, the first of its instrument; NaN unless it was measured. */
  double headline(@Nullable Integer epoch, Measurement what) {
    return headline(Instruments.named(what.instrument()), epoch, what);
  }

  private <R> double headline(Instrument<R> by, @Nullable Integer epoch, Measurement what) {
    Quantity<R> first =
        by.quantities().stream().filter(Quantity::headline).findFirst().orElseThrow();
    return quantity(by, first, epoch, what);
  }

  /** A quantity of a measurement, NaN unless it was measured. */
  <R> double quantity(
      Instrument<R> by, Quantity<R> quantity, @Nullable Integer epoch, Measurement what) {
    return read(new Plan.At(epoch, what), by.resultType()).map(quantity::number).orElse(Double.NaN);
  }

  /** Where its data come from; empty for published data as they are, or unless it is whole. */
  String origin() {
    return outcome == null ? "" : folder.origin();
  }

  /** With what it was made, if that is known. */
  Optional<Environment> environment() {
    return folder.environment();
  }

  /** The first measurement of an instrument at the solution, if it is there and whole. */
  <T> Optional<T> atSolution(String instrument, Class<T> type) {
    return run.measurements().stream()
        .filter(at -> at.epoch() == null && at.what().instrument().equals(instrument))
        .findFirst()
        .flatMap(at -> read(at, type));
  }

  /** A measurement, if it is there and whole; of a run that diverged, those on the way. */
  <T> Optional<T> read(Plan.At at, Class<T> type) {
    return read.computeIfAbsent(at, this::readOnce).map(type::cast);
  }

  private Optional<?> readOnce(Plan.At at) {
    boolean isThere = state == State.DONE || (state == State.DIVERGED && at.epoch() != null);
    if (!isThere) {
      return Optional.empty();
    }
    try {
      return folder.measurement(at).read();
    } catch (DamagedException e) {
      warnings.accept(e.getMessage() + ". It is left out; 'basin study run' measures it again");
      return Optional.empty();
    }
  }
}
