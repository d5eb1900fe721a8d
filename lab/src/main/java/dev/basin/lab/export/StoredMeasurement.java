package dev.basin.lab.export;

import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.store.DamagedException;
import dev.basin.lab.store.MeasurementFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of a study as a store has it.
 *
 * @param what was to be measured
 * @param epoch after which epoch, or null for solutions
 * @param weights whose weights: keys of trials, each with its epoch where there is one
 * @param name of its file without ending
 * @param state whether it is there
 * @param remark why it is not complete; empty if it is
 * @param result as its instrument has it; null unless it is complete
 */
public record StoredMeasurement(
    Measurement what,
    @Nullable Integer epoch,
    List<String> weights,
    String name,
    State state,
    String remark,
    @Nullable Object result) {

  /** Copies the list. */
  public StoredMeasurement {
    weights = List.copyOf(weights);
  }

  /**
   * Reads one.
   *
   * @param epoch after which epoch, or null for solutions
   * @param otherwise why it may not be there
   */
  static StoredMeasurement read(MeasurementFile file, @Nullable Integer epoch, String otherwise) {
    State state;
    String remark = "";
    Object result = null;
    try {
      result = file.read().orElse(null);
      state = result == null ? State.INCOMPLETE : State.COMPLETE;
      remark = result == null ? otherwise : "";
    } catch (DamagedException e) {
      state = State.DAMAGED;
      remark = String.valueOf(e.getMessage());
    }
    return new StoredMeasurement(
        file.what(), epoch, file.weights(), file.fileName(), state, remark, result);
  }

  /** What measured it. */
  Instrument<?> instrument() {
    return Instruments.named(what.instrument());
  }

  /** The result if it is of that type, or null. */
  <T> @Nullable T as(Class<T> type) {
    return type.isInstance(result) ? type.cast(result) : null;
  }
}
