package dev.basin.cli;

/** Reads {@code tensorboard}, {@code mlflow}, {@code parquet} and {@code csv}. */
final class ExportFormatConverter extends WordConverter<ExportFormat> {
  ExportFormatConverter() {
    super(ExportFormat.values(), ExportFormat::label);
  }
}
