package dev.basin.lab.report;

import org.jspecify.annotations.Nullable;

/**
 * Rows of comma-separated values, quoted as RFC 4180 asks: one header row, lines that end in a line
 * feed, full double precision ({@code NaN} and {@code Infinity} as Java writes them).
 */
public final class CsvTable {

  private final StringBuilder text = new StringBuilder();
  private final int columns;

  /** A table without rows. */
  public CsvTable(String... header) {
    columns = header.length;
    row((Object[]) header);
  }

  /**
   * Adds a row; a null is an empty field.
   *
   * @throws IllegalArgumentException if it is not as long as the header
   */
  public void row(@Nullable Object... fields) {
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
