package dev.basin.lab.export;

import dev.basin.lab.study.Plan;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of a study as a store has it.
 *
 * @param at what was to be measured, at which weights
 * @param state whether it is there
 * @param remark why it is not complete; empty if it is
 * @param result a {@code LossesResult}, {@code SharpnessResult}, {@code EigenvalueResult} or {@code
 *     NeighbourhoodResult}, as its kind has it; null unless it is complete
 */
public record StoredMeasurement(Plan.At at, State state, String remark, @Nullable Object result) {

  /** The result if it is of that type, or null. */
  <T> @Nullable T as(Class<T> type) {
    return type.isInstance(result) ? type.cast(result) : null;
  }
}
