package dev.basin.lab.export;

import java.nio.file.Path;
import java.util.List;

/** Tables as files of comma-separated values. */
public final class CsvExport {
  private CsvExport() {}

  /**
   * Writes {@code NAME.csv} for each table, replacing what was there.
   *
   * @throws ExportException if one cannot be written
   */
  public static void write(Path folder, List<Table> tables) {
    for (Table table : tables) {
      ExportFile.write(folder.resolve(table.name() + ".csv"), text(table));
    }
  }

  /** The text of a table; a null is an empty field. */
  static String text(Table table) {
    CsvTable csv = new CsvTable(table.columns().stream().map(Column::name).toArray(String[]::new));
    table.rows().forEach(row -> csv.row(row.toArray()));
    return csv.toString();
  }
}
