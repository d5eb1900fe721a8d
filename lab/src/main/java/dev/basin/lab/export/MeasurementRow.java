package dev.basin.lab.export;

import dev.basin.lab.export.TableForm.Value;
import dev.basin.lab.study.Plan;

/**
 * A measurement with the run whose weights it was made at.
 *
 * @param run whose weights
 * @param measurement at them
 */
record MeasurementRow(StoredRun run, StoredMeasurement measurement) {

  String study() {
    return run.study().name();
  }

  String key() {
    return run.key();
  }

  Plan.At at() {
    return measurement.at();
  }

  /** A value from what was asked for; null for measurements of other kinds. */
  static <Q, T> Value<MeasurementRow, T> asked(Class<Q> type, Value<Q, T> value) {
    return row -> type.isInstance(row.at().what()) ? value.of(type.cast(row.at().what())) : null;
  }

  /** A value from what was found; null for measurements of other kinds or not made. */
  static <Q, T> Value<MeasurementRow, T> found(Class<Q> type, Value<Q, T> value) {
    return row -> {
      Q result = row.measurement.as(type);
      return result == null ? null : value.of(result);
    };
  }
}
