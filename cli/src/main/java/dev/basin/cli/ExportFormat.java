package dev.basin.cli;

import java.util.Locale;

/** What a study can be exported to. */
enum ExportFormat {
  TENSORBOARD,
  MLFLOW,
  PARQUET,
  CSV;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
