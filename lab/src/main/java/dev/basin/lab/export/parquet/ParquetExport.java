package dev.basin.lab.export.parquet;

import dev.basin.lab.export.ExportFile;
import dev.basin.lab.export.Table;
import java.nio.file.Path;
import java.util.List;

/** Tables as Parquet files. */
public final class ParquetExport {
  private ParquetExport() {}

  /**
   * Writes {@code NAME.parquet} for each table, replacing what was there.
   *
   * @throws dev.basin.lab.export.ExportException if one cannot be written
   */
  public static void write(Path folder, List<Table> tables) {
    for (Table table : tables) {
      ExportFile.write(folder.resolve(table.name() + ".parquet"), ParquetFile.of(table));
    }
  }
}
