package dev.basin.lab.report;

import org.jspecify.annotations.Nullable;

/** Rows of comma-separated values, quoted as RFC 4180 asks. */
final class CsvTable {

  private final StringBuilder text = new StringBuilder();
  private final int columns;

  CsvTable(String... header) {
    columns = header.length;
    row((Object[]) header);
  }

  /** Adds a row; a null is an empty field. */
  void row(@Nullable Object... fields) {
    if (fields.length != columns) {
      throw new IllegalArgumentException(fields.length + " fields for " + columns + " columns");
    }
    for (int i = 0; i < fields.length; i++) {
      text.append(i == 0 ? "" : ",").append(quote(fields[i]));
    }
    text.append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String quote(@Nullable Object field) {
    String value = field == null ? "" : field.toString();
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
