package dev.basin.cli;

import java.util.Locale;

/** What a study can be exported to. */
enum ExportFormat {
  TENSORBOARD,
  MLFLOW,
  PARQUET,
  CSV;

  /** Whether it is tables, in which runs that are not there have a row, too. */
  boolean hasTables() {
    return this == PARQUET || this == CSV;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
