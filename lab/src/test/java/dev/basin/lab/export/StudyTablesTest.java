package dev.basin.lab.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every run and measurement that a study asks for is told of, whatever its state. */
final class StudyTablesTest {
  @TempDir Path folder;
  private StoreFixture fixture;
  private Map<String, List<Map<String, Object>>> tables;

  @BeforeEach
  void make() throws IOException {
    fixture = new StoreFixture(folder);
    read();
  }

  private void read() {
    tables = new HashMap<>();
    for (Table table : StudyTables.of(fixture.plan(), fixture.store())) {
      tables.put(table.name(), rows(table));
    }
  }

  private static List<Map<String, Object>> rows(Table table) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<Object> values : table.rows()) {
      Map<String, Object> row = new HashMap<>();
      for (int k = 0; k < values.size(); k++) {
        row.put(table.columns().get(k).name(), values.get(k));
      }
      rows.add(row);
    }
    return rows;
  }

  private List<Object> column(String table, String column) {
    return tables.get(table).stream().map(row -> row.get(column)).toList();
  }

  @Test
  void runsHaveEveryState() {
    assertThat(column("runs", "arm")).containsExactly("SB", "LB", "B 16", "B 32", "W", "W");
    assertThat(column("runs", "state"))
        .containsExactly("complete", "complete", "damaged", "complete", "incomplete", "incomplete");
    List<Map<String, Object>> runs = tables.get("runs");
    assertThat(runs.get(2)).containsEntry("test_loss_nats", null);
    assertThat((String) runs.get(2).get("remark")).contains("metrics.jsonl").contains("SHA-256");
    assertThat(runs.get(4)).containsEntry("remark", "training is not over");
    assertThat(runs.get(5))
        .containsEntry("remark", "not begun")
        .containsEntry("from_epoch", 2L)
        .containsEntry("from_key", fixture.run("SB").config().key());
  }

  @Test
  void aRunTellsHowItEnded() {
    assertThat(tables.get("runs").get(0))
        .containsEntry("study", "small")
        .containsEntry("scale", "smoke")
        .containsEntry("network", "F1")
        .containsEntry("data", "mnist")
        .containsEntry("batch", "32")
        .containsEntry("trial", 1L)
        .containsEntry("seed", 7L)
        .containsEntry("limit", 600L)
        .containsEntry("remark", null)
        .containsEntry("stopped", "epochs")
        .containsEntry("diverged", false)
        .containsEntry("epochs", 3L)
        .containsEntry("train_loss_nats", 0.1)
        .containsEntry("train_accuracy_percent", 99.5)
        .containsEntry("test_loss_nats", 0.3)
        .containsEntry("test_accuracy_percent", 90.25)
        .containsEntry("distance_from_start", 7.125)
        .containsEntry("key", fixture.run("SB").config().key());
    assertThat(tables.get("runs").get(1))
        .containsEntry("diverged", true)
        .containsEntry("train_loss_nats", null)
        .containsEntry("distance_from_start", Double.NaN);
  }

  @Test
  void epochsAreThoseOfUsableRunsOnce() {
    String small = fixture.run("SB").config().key();
    String large = fixture.run("LB").config().key();
    assertThat(fixture.run("B 32").config().key()).isEqualTo(small);
    assertThat(column("epochs", "key")).containsExactly(small, small, small, large);
    assertThat(column("epochs", "epoch")).containsExactly(1L, 2L, 3L, 1L);
    assertThat(column("epochs", "test_loss_nats"))
        .containsExactly(1.5, 0.75, 0.5, Double.POSITIVE_INFINITY);
  }

  @Test
  void measurementsHaveEveryState() {
    List<Map<String, Object>> rows = tables.get("measurements");
    assertThat(column("measurements", "instrument"))
        .containsExactly(
            "sharpness",
            "sharpness",
            "evaluate",
            "evaluate",
            "evaluate",
            "eigenvalue",
            "neighbourhood",
            "sharpness",
            "landscape",
            "landscape");
    assertThat(column("measurements", "state"))
        .containsExactly(
            "complete",
            "complete",
            "complete",
            "damaged",
            "incomplete",
            "complete",
            "complete",
            "incomplete",
            "complete",
            "incomplete");
    assertThat((String) rows.get(3).get("remark")).contains("SHA-256");
    assertThat(rows.get(4)).containsEntry("remark", "the run ended before this epoch");
    assertThat(rows.get(7)).containsEntry("remark", "the run diverged");
    assertThat(rows.get(9)).containsEntry("remark", "not measured");
  }

  @Test
  void measurementsHaveTheirHeadline() {
    List<Map<String, Object>> rows = tables.get("measurements");
    assertThat(rows.get(0))
        .containsEntry("quantity", "sharpness_percent")
        .containsEntry("value", 150.5)
        .containsEntry("unit", "%")
        .containsEntry("epoch", null);
    assertThat(rows.get(5))
        .containsEntry("quantity", "eigenvalue")
        .containsEntry("value", 12.5)
        .containsEntry("settings", "first 500 points");
  }

  @Test
  void instrumentsHaveTheirSettingsAndNumbers() {
    List<Map<String, Object>> sharpness = tables.get("sharpness");
    assertThat(sharpness.get(0))
        .containsEntry("sharpness_percent", 150.5)
        .containsEntry("epsilon", 1e-3)
        .containsEntry("subspace", 0L)
        .containsEntry("maximizer", "best")
        .containsEntry("region", "box")
        .containsEntry("found_by", "lbfgsb")
        .containsEntry("loss_nats", 0.1)
        .containsEntry("maximum_nats", 1.7555)
        .containsEntry("evaluations", 12L)
        .containsEntry("drawn_subspace_seed", null)
        .containsEntry("epoch", null);
    assertThat(sharpness.get(1))
        .containsEntry("subspace", 100L)
        .containsEntry("drawn_subspace_seed", 42L);
    assertThat(tables.get("evaluate").get(0))
        .containsEntry("epoch", 1L)
        .containsEntry("test_loss_nats", 1.1);
    assertThat(tables.get("evaluate").get(1)).containsEntry("train_accuracy_percent", null);
    assertThat(tables.get("eigenvalue").get(0))
        .containsEntry("residual", 0.0625)
        .containsEntry("points_limit", 500L);
    assertThat(tables.get("neighbourhood").get(0))
        .containsEntry("directions", 2L)
        .containsEntry("loss_nats", 0.1);
  }

  @Test
  void neighbourhoodsHaveEveryPoint() {
    assertThat(column("neighbourhood_points", "radius")).containsExactly(0.1, 0.4, 0.1, 0.4);
    assertThat(column("neighbourhood_points", "direction")).containsExactly(0L, 0L, 1L, 1L);
    List<Object> rises = column("neighbourhood_points", "rise_nats");
    assertThat((Double) rises.get(1)).isCloseTo(1.0, within(1e-15));
    assertThat(rises.get(3)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void pathsThatAreNotThereAreTold() {
    assertThat(column("landscape", "path")).containsExactly("line", "arc");
    assertThat(column("landscape", "state")).containsExactly("complete", "incomplete");
    assertThat(column("landscape_points", "alpha")).containsExactly(-1.0, 2.0);
    assertThat(column("landscape", "key").get(0))
        .isEqualTo(fixture.run("SB").config().key() + " " + fixture.run("LB").config().key());
  }

  @Test
  void aDamagedPathIsTold() throws IOException {
    Path file = fixture.store().measurement(fixture.plan().joint().get(0)).file();
    Files.writeString(file, Files.readString(file) + " ");
    read();
    assertThat(column("landscape", "state")).containsExactly("damaged", "incomplete");
    assertThat(tables.get("landscape_points")).isEmpty();
  }
}
