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

  /** What spreadsheets run when it begins a cell; an apostrophe makes it a text. */
  @Test
  void aTextThatLooksLikeAFormulaIsMarkedAsText() {
    CsvTable table = new CsvTable("text", "number");
    for (String text :
        List.of(
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\uff1d1",
            "-",
            "a=1")) {
      table.row(text, 1);
    }
    assertThat(table)
        .hasToString(
            """
            text,number
            '=1+1,1
            '+cmd|' /C calc'!A0,1
            '-2+3,1
            '@SUM(A1),1
            '\tx,1
            ?x,1
            '\uff1d1,1
            '-,1
            a=1,1
            """);
  }

  @Test
  void numbersStayNumbers() {
    CsvTable table = new CsvTable("a", "b", "c");
    table.row(-0.5, -7, Double.NEGATIVE_INFINITY);
    table.row("-0.5", "+1e-3", "-.5");
    assertThat(table).hasToString("a,b,c\n-0.5,-7,-Infinity\n-0.5,+1e-3,-.5\n");
  }

  @Test
  void whatATerminalObeysIsNotWritten() {
    CsvTable table = new CsvTable("a");
    table.row("x\u001b[31m\u009b\u202e");
    assertThat(table).hasToString("a\nx?[31m??\n");
  }
}
