package dev.basin.lab.export;

import dev.basin.lab.Progress;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A study as tables, for CSV and Parquet files and for reports:
 *
 * <pre>
 * runs             one row a run that the study asks for, whatever its state
 * epochs           one row an epoch of a complete run
 * measurements     one row a measurement that the study asks for of complete runs
 * sharpness, …     one row a measurement by that instrument, with its settings and quantities
 * landscape_points, …   one row a point of a series of an instrument
 * </pre>
 *
 * <p>{@code study} and {@code key} join runs, {@code name} a measurement and its points. A run that
 * is incomplete or damaged stands in {@code runs} only, with its state and the reason. Two arms may
 * share a run: it then has two rows in {@code runs} and is not repeated in the other tables.
 */
public final class StudyTables {
  private StudyTables() {}

  /** Every table, some of which may have no rows. */
  public static List<Table> of(Plan plan, RunStore store) {
    return of(plan, store, new StoreReader(store, Progress.SILENT));
  }

  /**
   * Every table, some of which may have no rows.
   *
   * @param reader of the same store
   */
  public static List<Table> of(Plan plan, RunStore store, StoreReader reader) {
    return of(plan, store, reader.runs(plan));
  }

  /**
   * Every table, some of which may have no rows.
   *
   * @param runs of the plan, as {@link StoreReader} reads them
   */
  public static List<Table> of(Plan plan, RunStore store, List<StoredRun> runs) {
    Map<String, StoredMeasurement> measurements = new LinkedHashMap<>();
    runs.stream()
        .flatMap(run -> run.measurements().stream())
        .forEach(each -> measurements.putIfAbsent(each.weights() + each.name(), each));
    StoreReader.joint(plan, store).forEach(each -> measurements.putIfAbsent(each.name(), each));
    List<Table> tables = new ArrayList<>();
    tables.add(RunTable.of(plan, runs));
    tables.add(EpochTable.of(runs));
    tables.addAll(new MeasurementTables(plan.study(), List.copyOf(measurements.values())).all());
    return tables;
  }
}
