package dev.basin.lab.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of typed values, the same for every file format.
 *
 * @param name such as {@code runs}; the name of its file without ending
 * @param columns in order, each name once
 * @param rows each as long as {@code columns}; a null is a value that does not exist
 */
public record Table(String name, List<Column> columns, List<List<@Nullable Object>> rows) {

  /** Copies the lists and checks lengths and types. */
  public Table {
    columns = List.copyOf(columns);
    List<List<@Nullable Object>> copies = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      check(name, columns, row);
      copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copies);
  }

  private static void check(String name, List<Column> columns, List<@Nullable Object> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          "table " + name + ": " + row.size() + " values for " + columns.size() + " columns");
    }
    for (int k = 0; k < row.size(); k++) {
      Object value = row.get(k);
      if (value != null && !columns.get(k).type().fits(value)) {
        throw new IllegalArgumentException(
            "table "
                + name
                + ": "
                + columns.get(k).name()
                + " is a "
                + value.getClass().getSimpleName()
                + "; expected "
                + columns.get(k).type());
      }
    }
  }

  /** The values of a column, from the first row to the last. */
  public List<@Nullable Object> values(int column) {
    List<@Nullable Object> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(row.get(column)));
    return values;
  }
}
