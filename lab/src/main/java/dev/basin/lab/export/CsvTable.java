package dev.basin.lab.export;

import dev.basin.engine.Printable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows of comma-separated values, quoted as RFC 4180 asks: one header row, lines that end in a line
 * feed, full double precision ({@code NaN} and {@code Infinity} as Java writes them).
 *
 * <p>A text that a spreadsheet would take for a formula (it begins with {@code = + - @}, their wide
 * forms, or a tab, and is no number) gets an apostrophe before it, which spreadsheets take for the
 * mark of a text. Numbers are never touched. Characters that a terminal obeys become question
 * marks.
 */
public final class CsvTable {

  /** What a formula begins with, here or in another spreadsheet program. */
  private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

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
    String value =
        field instanceof CharSequence text
            ? guarded(Printable.lines(text.toString()))
            : String.valueOf(field == null ? "" : field);
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private static String guarded(String text) {
    boolean formula =
        !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches();
    return formula ? "'" + text : text;
  }
}
