package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The barrier as a command, a study's measurement, a column of exports and a section of reports.
 */
final class BarrierTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path shared;
  @TempDir private Path directory;

  private static Path data;

  @BeforeAll
  static void prepare() throws IOException {
    data = Data.smallSet(shared.resolve("small"));
  }

  private JsonNode json(String line) throws IOException {
    Run run = Run.of(List.of(line.split(" ", -1)));
    assertThat(run.code()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  /** Against what {@code landscape} says of the same points, which knows nothing of barriers. */
  @Test
  void ofTwoFiles() throws IOException {
    Path from = Data.weights(directory.resolve("from.safetensors"), 1);
    Path to = Data.weights(directory.resolve("to.safetensors"), 2);
    String what = " --network F1 --data %s --from %s --to %s --points 5 --json";
    String words = what.formatted(data, from, to);
    JsonNode barrier = json("barrier" + words + " --figure " + directory.resolve("barrier.svg"));
    JsonNode line = json("landscape" + words + " --range 0,1").get("points");
    double loss = 0;
    double error = 0;
    for (int k = 0; k < 5; k++) {
      double a = k / 4.0;
      loss =
          Math.max(
              loss,
              line.get(k).get("trainLoss").asDouble()
                  - a * line.get(4).get("trainLoss").asDouble()
                  - (1 - a) * line.get(0).get("trainLoss").asDouble());
      error =
          Math.max(
              error,
              a * line.get(4).get("testAccuracy").asDouble()
                  + (1 - a) * line.get(0).get("testAccuracy").asDouble()
                  - line.get(k).get("testAccuracy").asDouble());
    }
    assertThat(barrier.get("trainLoss").asDouble()).isEqualTo(loss, within(1e-12));
    assertThat(barrier.get("testError").asDouble()).isEqualTo(error, within(1e-12));
    assertThat(barrier.get("points")).hasSize(5);
    assertThat(directory.resolve("barrier.svg")).isNotEmptyFile();
  }

  @Test
  void ofAStudy() throws IOException {
    Path study = directory.resolve("barriers.yaml");
    Files.writeString(
        study,
        """
        title: Barriers
        show: [accuracy]
        trials: 1
        epochs: 1
        arms:
          SB: {batch: 10}
          LB: {batch: 20}
        measure:
          - barrier: {points: 5, between: [SB, LB]}
        networks:
          - {network: F1, data: "%s"}
        """
            .formatted(data));
    String store = " --store " + directory.resolve("store");
    run("study run " + study + store);
    run("study export " + study + store + " --to csv --out " + directory.resolve("csv"));
    List<String> table =
        Files.readAllLines(directory.resolve("csv/barriers").resolve("barrier.csv"));
    assertThat(table).hasSize(2);
    assertThat(table.get(0))
        .contains(
            "points,train_loss_barrier_nats,train_error_barrier_percent,test_loss_barrier_nats,"
                + "test_error_barrier_percent");
    assertThat(Files.readAllLines(directory.resolve("csv/barriers").resolve("barrier_points.csv")))
        .hasSize(6);
    run("study report " + study + store + " --out " + directory.resolve("report"));
    assertThat(Files.readString(directory.resolve("report").resolve("barriers.html")))
        .contains("The barrier between solutions", "F1, SB to LB", "Entezari et al. 2022");
  }

  private static void run(String line) {
    Run run = Run.of(List.of(line.split(" ", -1)));
    assertThat(run.code()).as(run.err()).isZero();
  }
}
