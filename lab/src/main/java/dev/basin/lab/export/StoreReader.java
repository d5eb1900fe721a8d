package dev.basin.lab.export;

import dev.basin.lab.Progress;
import dev.basin.lab.store.DamagedException;
import dev.basin.lab.store.EpochRecord;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.store.TrialFolder;
import dev.basin.lab.store.TrialOutcome;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Study;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the runs of studies, and checks the sums of each trial once. */
public final class StoreReader {
  private final RunStore store;
  private final Progress progress;
  private final Map<String, Optional<String>> damage = new HashMap<>();

  /**
   * A reader.
   *
   * @param progress is advanced by 1 a run
   */
  public StoreReader(RunStore store, Progress progress) {
    this.store = store;
    this.progress = progress;
  }

  /** Every run of a study, in the plan's order, whatever its state. */
  public List<StoredRun> runs(Plan plan) {
    return plan.runs().stream().map(run -> read(plan.study(), run)).toList();
  }

  /** What is wrong with a complete trial, if anything is; found out once. */
  public Optional<String> damage(TrialFolder folder) {
    return damage.computeIfAbsent(folder.config().key(), key -> folder.damage());
  }

  private StoredRun read(Study study, Plan.Run run) {
    TrialFolder folder = store.trial(run.config());
    StoredRun read = read(study, run, folder);
    progress.advance(1);
    return read;
  }

  private StoredRun read(Study study, Plan.Run run, TrialFolder folder) {
    if (!folder.isComplete() && folder.linkOut().isEmpty()) {
      boolean begun = Files.isDirectory(folder.root());
      return without(study, run, State.INCOMPLETE, begun ? "training is not over" : "not begun");
    }
    Optional<String> damaged = damage(folder);
    if (damaged.isPresent()) {
      return without(study, run, State.DAMAGED, damaged.get());
    }
    try {
      TrialOutcome outcome = folder.outcome();
      List<EpochRecord> epochs = folder.epochs();
      List<StoredMeasurement> measurements =
          run.measurements().stream().map(at -> read(folder, outcome, at)).toList();
      return new StoredRun(
          study,
          run,
          State.COMPLETE,
          "",
          folder.began().orElse(null),
          outcome,
          epochs,
          measurements);
    } catch (DamagedException e) {
      return without(study, run, State.DAMAGED, message(e));
    }
  }

  private static StoredRun without(Study study, Plan.Run run, State state, String remark) {
    return new StoredRun(study, run, state, remark, null, null, List.of(), List.of());
  }

  private static StoredMeasurement read(TrialFolder folder, TrialOutcome outcome, Plan.At at) {
    return StoredMeasurement.read(folder.measurement(at), at.epoch(), whyNotThere(outcome, at));
  }

  /** What was to be measured of several runs of a study together, whatever its state. */
  public static List<StoredMeasurement> joint(Plan plan, RunStore store) {
    return plan.joint().stream()
        .map(joint -> StoredMeasurement.read(store.measurement(joint), null, "not measured"))
        .toList();
  }

  private static String whyNotThere(TrialOutcome outcome, Plan.At at) {
    if (at.epoch() != null && at.epoch() > outcome.epochs()) {
      return "the run ended before this epoch";
    }
    return outcome.diverged() ? "the run diverged" : "not measured";
  }

  private static String message(DamagedException e) {
    return String.valueOf(e.getMessage());
  }
}
