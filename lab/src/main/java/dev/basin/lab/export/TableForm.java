package dev.basin.lab.export;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, each with where its values come from.
 *
 * @param <R> what a row is made of
 */
final class TableForm<R> {
  /**
   * Where a value comes from.
   *
   * @param <R> what a row is made of
   * @param <T> the value
   */
  @FunctionalInterface
  interface Value<R, T> {
    /** The value in a row, or null if there is none. */
    @Nullable T of(R row);
  }

  private final String name;
  private final List<Column> columns = new ArrayList<>();
  private final List<Value<R, ?>> values = new ArrayList<>();

  TableForm(String name) {
    this.name = name;
  }

  /** A column of that type. */
  TableForm<R> add(String column, ColumnType type, Value<R, ?> value) {
    columns.add(new Column(column, type));
    values.add(value);
    return this;
  }

  TableForm<R> text(String column, Value<R, String> value) {
    return add(column, ColumnType.TEXT, value);
  }

  TableForm<R> integer(String column, Value<R, ? extends Number> value) {
    return add(
        column,
        ColumnType.INTEGER,
        row -> {
          Number number = value.of(row);
          return number == null ? null : number.longValue();
        });
  }

  TableForm<R> real(String column, Value<R, Double> value) {
    return add(column, ColumnType.REAL, value);
  }

  TableForm<R> truth(String column, Value<R, Boolean> value) {
    return add(column, ColumnType.TRUTH, value);
  }

  Table fill(List<R> sources) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (R source : sources) {
      List<@Nullable Object> row = new ArrayList<>();
      values.forEach(value -> row.add(value.of(source)));
      rows.add(row);
    }
    return new Table(name, columns, rows);
  }
}
