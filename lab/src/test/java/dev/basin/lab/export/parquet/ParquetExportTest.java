package dev.basin.lab.export.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.export.Column;
import dev.basin.lab.export.ColumnType;
import dev.basin.lab.export.StoreFixture;
import dev.basin.lab.export.StudyTables;
import dev.basin.lab.export.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DuckDB reads from Parquet files. */
final class ParquetExportTest {
  private static final List<Column> EVERY_TYPE =
      List.of(
          new Column("text", ColumnType.TEXT),
          new Column("integer", ColumnType.INTEGER),
          new Column("real", ColumnType.REAL),
          new Column("truth", ColumnType.TRUTH));

  @TempDir Path folder;

  private List<List<Object>> query(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<List<Object>> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int k = 1; k <= columns; k++) {
          row.add(result.getObject(k));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private String file(String table) {
    return "'" + folder.resolve(table + ".parquet") + "'";
  }

  private void assertComesBack(Table table) throws SQLException {
    ParquetExport.write(folder, List.of(table));
    assertThat(query("FROM " + file(table.name()))).isEqualTo(table.rows());
    assertThat(
            query(
                "SELECT column_name, column_type FROM (DESCRIBE FROM " + file(table.name()) + ")"))
        .isEqualTo(
            table.columns().stream().map(c -> List.<Object>of(c.name(), sql(c.type()))).toList());
  }

  private static String sql(ColumnType type) {
    return switch (type) {
      case TEXT -> "VARCHAR";
      case INTEGER -> "BIGINT";
      case REAL -> "DOUBLE";
      case TRUTH -> "BOOLEAN";
    };
  }

  @Test
  void aStudyComesBack() throws IOException, SQLException {
    StoreFixture fixture = new StoreFixture(folder);
    for (Table table : StudyTables.of(fixture.plan(), fixture.store())) {
      if (!table.name().equals("sharpness_profiles")) { // nobody asked for one
        assertThat(table.rows()).as(table.name()).isNotEmpty();
      }
      assertComesBack(table);
    }
  }

  @Test
  void edgesComeBack() throws SQLException {
    assertComesBack(
        new Table(
            "edges",
            EVERY_TYPE,
            List.of(
                Arrays.asList("", Long.MIN_VALUE, Double.NaN, true),
                Arrays.asList(null, null, null, null),
                Arrays.asList("β, \"ε\"\n\0", Long.MAX_VALUE, Double.NEGATIVE_INFINITY, false),
                Arrays.asList("𝛼", 0L, Double.MIN_VALUE, null),
                Arrays.asList(null, -1L, -0.0, true))));
  }

  /** Around the bounds of bit packing, of short lists and of one-byte varints. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 63, 64, 65, 129, 5000})
  void anyNumberOfRowsComesBack(int count) throws SQLException {
    Random random = new Random(count);
    List<List<Object>> rows = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      rows.add(
          Arrays.asList(
              random.nextInt(4) == 0 ? null : Long.toString(random.nextLong(), 36),
              random.nextInt(3) == 0 ? null : (Long) random.nextLong(),
              random.nextInt(2) == 0 ? null : (Double) random.nextGaussian(),
              random.nextInt(5) == 0 ? null : (Boolean) random.nextBoolean()));
    }
    assertComesBack(new Table("rows", EVERY_TYPE, rows));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 14, 15, 16, 200})
  void anyNumberOfColumnsComesBack(int count) throws SQLException {
    List<Column> columns = new ArrayList<>();
    List<Object> row = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      columns.add(new Column("c" + k, ColumnType.INTEGER));
      row.add(k % 3 == 0 ? null : (Long) (long) k);
    }
    assertComesBack(new Table("columns", columns, List.of(row)));
  }

  @Test
  void equalTablesGiveEqualBytes() throws IOException {
    Table table = new Table("t", EVERY_TYPE, List.of(Arrays.asList("a", 1L, 0.5, true)));
    ParquetExport.write(folder, List.of(table));
    byte[] first = Files.readAllBytes(folder.resolve("t.parquet"));
    ParquetExport.write(folder, List.of(table));
    assertThat(Files.readAllBytes(folder.resolve("t.parquet"))).isEqualTo(first);
  }
}
