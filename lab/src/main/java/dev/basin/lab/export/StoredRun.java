package dev.basin.lab.export;

import dev.basin.lab.store.EpochRecord;
import dev.basin.lab.store.TrialOutcome;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Study;
import dev.basin.lab.study.TrialConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training run of a study as a store has it.
 *
 * @param study what it is a part of
 * @param run its part in the study
 * @param state whether it is there
 * @param remark why it is not complete; empty if it is
 * @param began when it was last begun, or null where that was not kept; differs between equal runs
 * @param outcome how it ended; null unless it is complete
 * @param epochs none unless it is complete
 * @param measurements all that were asked for; none unless the run is complete
 */
public record StoredRun(
    Study study,
    Plan.Run run,
    State state,
    String remark,
    @Nullable Instant began,
    @Nullable TrialOutcome outcome,
    List<EpochRecord> epochs,
    List<StoredMeasurement> measurements) {

  /** Copies the lists. */
  public StoredRun {
    epochs = List.copyOf(epochs);
    measurements = List.copyOf(measurements);
  }

  /** Its configuration. */
  public TrialConfig config() {
    return run.config();
  }

  /** The name of its folder in the store. */
  public String key() {
    return run.config().key();
  }
}
