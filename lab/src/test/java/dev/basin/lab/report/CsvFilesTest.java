package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunResult;
import dev.basin.lab.export.CsvTable;
import dev.basin.landscape.LandscapePoint;
import dev.basin.sharpness.SharpnessResult;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvFilesTest {

  @Test
  void runsComeBack() {
    ComparisonResult result = Fixtures.oneDiverged();
    List<List<String>> rows = parse(CsvFiles.runs(result));
    assertThat(rows).hasSize(1 + 6);
    RunResult large = result.trials().get(2).large();
    List<String> row = rows.get(6);
    assertThat(row.subList(0, 3)).containsExactly("3", "LB", "6000");
    assertThat(number(rows, row, "test_accuracy_percent")).isEqualTo(large.testAccuracy());
    assertThat(number(rows, row, "train_loss_nats")).isEqualTo(large.trainLoss());
    assertThat(number(rows, rows.get(4), "train_loss_nats")).isNaN();
    assertThat(cell(rows, rows.get(4), "diverged")).isEqualTo("true");
  }

  @Test
  void epochsComeBack() {
    ComparisonResult result = Fixtures.oneTrial();
    List<List<String>> rows = parse(CsvFiles.epochs(result));
    assertThat(rows).hasSize(1 + 60 + 100);
    assertThat(number(rows, rows.get(60), "test_accuracy_percent"))
        .isEqualTo(result.trials().get(0).small().epochs().get(59).testAccuracy());
  }

  @Test
  void sharpnessComesBack() {
    List<List<String>> rows = parse(CsvFiles.sharpness(Fixtures.oneTrial()));
    SharpnessResult full = Fixtures.oneTrial().trials().get(0).large().sharpness().get(0);
    assertThat(rows).hasSize(1 + 8);
    assertThat(cell(rows, rows.get(5), "subspace_dimension")).isEmpty();
    assertThat(cell(rows, rows.get(7), "subspace_dimension")).isEqualTo("100");
    assertThat(cell(rows, rows.get(5), "termination")).isEqualTo("iteration limit, 10");
    assertThat(number(rows, rows.get(5), "maximum_nats")).isEqualTo(full.maximum());
  }

  @Test
  void landscapesComeBack() {
    List<List<String>> rows = parse(CsvFiles.landscape(Fixtures.oneTrial()));
    assertThat(rows).hasSize(1 + 50);
    LandscapePoint last = MeasuredPaths.arc().get(24);
    assertThat(cell(rows, rows.get(25), "path")).isEqualTo("arc");
    assertThat(number(rows, rows.get(25), "test_loss_nats")).isEqualTo(last.testLoss());
    assertThat(number(rows, rows.get(25), "alpha")).isEqualTo(2);
  }

  @Test
  void everyRowIsAsLongAsTheHeader() {
    for (ComparisonResult result : Fixtures.all()) {
      for (String csv :
          List.of(
              CsvFiles.runs(result),
              CsvFiles.epochs(result),
              CsvFiles.sharpness(result),
              CsvFiles.landscape(result))) {
        List<List<String>> rows = parse(csv);
        assertThat(rows).allMatch(row -> row.size() == rows.get(0).size());
      }
    }
  }

  @Test
  void quotesWhatNeedsIt() {
    CsvTable table = new CsvTable("a", "b");
    table.row("x,\"y\"", "two\nlines");
    assertThat(table).hasToString("a,b\n\"x,\"\"y\"\"\",\"two\nlines\"\n");
  }

  private static double number(List<List<String>> rows, List<String> row, String column) {
    return Double.parseDouble(cell(rows, row, column));
  }

  private static String cell(List<List<String>> rows, List<String> row, String column) {
    return row.get(rows.get(0).indexOf(column));
  }

  /** RFC 4180 without line breaks in fields. */
  private static List<List<String>> parse(String csv) {
    assertThat(csv).endsWith("\n");
    return csv.lines().map(CsvFilesTest::fields).toList();
  }

  private static List<String> fields(String line) {
    String[] parts = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    return Arrays.stream(parts)
        .map(
            part ->
                part.startsWith("\"")
                    ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
                    : part)
        .toList();
  }
}
