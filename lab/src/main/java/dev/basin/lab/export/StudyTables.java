package dev.basin.lab.export;

import dev.basin.lab.Progress;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.RunStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A study as tables, for CSV and Parquet files and for reports:
 *
 * <pre>
 * runs             one row a run that the study asks for, whatever its state
 * epochs           one row an epoch of a complete run
 * measurements     one row a measurement that the study asks for of a complete run
 * neighbourhoods   one row a point of a neighbourhood
 * paths            one row a point of a path; one without α for a path that is not there
 * </pre>
 *
 * <p>{@code study} and {@code key} join them. A run that is incomplete or damaged stands in {@code
 * runs} only, with its state and the reason. Two arms may share a run: it then has two rows in
 * {@code runs} and is not repeated in the other tables.
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
    List<MeasurementRow> measurements =
        once(
            runs.stream()
                .flatMap(run -> run.measurements().stream().map(m -> new MeasurementRow(run, m)))
                .toList());
    return List.of(
        RunTable.of(plan, runs),
        EpochTable.of(runs),
        MeasurementTable.of(measurements),
        NeighbourhoodTable.of(measurements),
        PathTable.of(plan, store));
  }

  private static List<MeasurementRow> once(List<MeasurementRow> rows) {
    Map<String, MeasurementRow> byName = new LinkedHashMap<>();
    rows.forEach(row -> byName.putIfAbsent(row.key() + "/" + row.at().name(), row));
    return List.copyOf(byName.values());
  }
}
