package dev.basin.lab.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table holds what its columns say. */
final class TableTest {
  private static final List<Column> COLUMNS =
      List.of(new Column("name", ColumnType.TEXT), new Column("loss_nats", ColumnType.REAL));

  @Test
  void refusesOtherTypesAndLengths() {
    assertThatThrownBy(() -> new Table("t", COLUMNS, List.of(List.of("a", 1L))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("table t: loss_nats is a Long; expected REAL");
    assertThatThrownBy(() -> new Table("t", COLUMNS, List.of(List.of("a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("table t: 1 values for 2 columns");
  }

  @Test
  void asCommaSeparatedValues() {
    Table table =
        new Table(
            "t",
            COLUMNS,
            List.of(
                Arrays.asList("a, \"b\"", 0.1),
                Arrays.asList(null, Double.NaN),
                Arrays.asList("c\nd", null)));
    assertThat(CsvExport.text(table))
        .isEqualTo("name,loss_nats\n\"a, \"\"b\"\"\",0.1\n,NaN\n\"c\nd\",\n");
  }
}
