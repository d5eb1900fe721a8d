package dev.basin.lab.export.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.lab.export.ExportException;
import dev.basin.lab.export.StoreFixture;
import dev.basin.lab.export.StoredRun;
import dev.basin.lab.store.EpochRecord;
import dev.basin.lab.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server that holds to the API receives, once and again. */
final class MlflowExportTest {
  @TempDir Path folder;
  private StoreFixture fixture;
  private Study study;

  @BeforeEach
  void make() throws IOException {
    fixture = new StoreFixture(folder);
    study = fixture.plan().study();
  }

  private MlflowExport.Summary send(FakeMlflow server) {
    return new MlflowExport(server.address()).send(study, fixture.runs());
  }

  private FakeMlflow.Run sent(FakeMlflow server, String arm) {
    String key = fixture.run(arm).config().key();
    List<FakeMlflow.Run> found =
        server.runs.values().stream().filter(r -> key.equals(r.tags.get("basin.trial"))).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void everyCompleteTrialBecomesARun() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      assertThat(send(server)).isEqualTo(new MlflowExport.Summary("basin/small-smoke", 2, 0, 0));
      assertThat(server.experiments).containsOnlyKeys("basin/small-smoke");
      assertThat(server.runs).hasSize(2);
      FakeMlflow.Run small = sent(server, "SB");
      assertThat(small.name).isEqualTo("F1 SB, B 32 trial 1");
      assertThat(small.status).isEqualTo("FINISHED");
      assertThat(small.startTime).isEqualTo(Instant.parse(StoreFixture.BEGAN).toEpochMilli());
      assertThat(small.params)
          .containsEntry("network", "F1")
          .containsEntry("data", "mnist")
          .containsEntry("batch", "32")
          .containsEntry("optimizer", "adam")
          .containsEntry("learning_rate", "0.001")
          .containsEntry("max_epochs", "3")
          .containsEntry("seed", "7")
          .containsEntry("trial", "1");
      assertThat(small.tags)
          .containsEntry("basin.study", "small")
          .containsEntry("basin.scale", "smoke")
          .containsEntry("basin.arm", "SB, B 32")
          .containsEntry("basin.stopped", "epochs")
          .containsEntry("basin.diverged", "false");
    }
  }

  @Test
  void metricsHaveTheirSteps() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      send(server);
      FakeMlflow.Run small = sent(server, "SB");
      assertThat(values(small, "test/loss")).containsExactly("1 1.5", "2 0.75", "3 0.5");
      assertThat(values(small, "sharpness/sharpness_percent")).containsExactly("3 150.5");
      assertThat(values(small, "by-epoch/evaluate/test_accuracy_percent"))
          .containsExactly("1 65.25");
      assertThat(values(sent(server, "LB"), "test/loss")).containsExactly("1 Infinity");
      assertThat(values(sent(server, "LB"), "train/loss")).containsExactly("1 NaN");
    }
  }

  private static List<String> values(FakeMlflow.Run run, String key) {
    return run.metrics.stream()
        .filter(metric -> metric.get("key").textValue().equals(key))
        .map(metric -> metric.get("step").asText() + " " + metric.get("value").asText())
        .toList();
  }

  @Test
  void theConversation() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      send(server);
      List<String> aRun =
          List.of(
              "POST runs/search",
              "POST runs/create",
              "POST runs/log-batch",
              "POST runs/log-batch",
              "POST runs/update",
              "POST runs/log-batch");
      assertThat(server.calls.subList(0, 2))
          .containsExactly("GET experiments/get-by-name", "POST experiments/create");
      assertThat(server.calls.subList(2, 8)).isEqualTo(aRun);
      assertThat(server.calls.subList(8, 14)).isEqualTo(aRun);
      assertThat(server.calls).hasSize(14);
    }
  }

  @Test
  void aSecondExportSendsNothing() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      send(server);
      server.calls.clear();
      assertThat(send(server)).isEqualTo(new MlflowExport.Summary("basin/small-smoke", 0, 0, 2));
      assertThat(server.calls)
          .containsExactly("GET experiments/get-by-name", "POST runs/search", "POST runs/search");
    }
  }

  @Test
  void whatHasChangedIsBroughtUpToDate() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      send(server);
      int metrics = sent(server, "SB").metrics.size();
      try (var files = Files.list(fixture.folder(fixture.run("SB")).resolve("measurements"))) {
        for (Path file : files.filter(f -> f.toString().contains("eigenvalue")).toList()) {
          Files.delete(file);
        }
      }
      assertThat(send(server)).isEqualTo(new MlflowExport.Summary("basin/small-smoke", 0, 1, 1));
      assertThat(server.runs).hasSize(2);
      assertThat(sent(server, "SB").metrics).hasSize(metrics);
      assertThat(send(server).unchanged()).isEqualTo(2);
    }
  }

  @Test
  void anExportThatWasStoppedIsMadeWhole() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      send(server);
      for (String arm : List.of("SB", "LB")) {
        FakeMlflow.Run run = sent(server, arm);
        List<String> all = texts(run);
        run.tags.remove("basin.exported");
        run.status = "RUNNING";
        run.metrics.remove(2);
        assertThat(send(server).updated()).isEqualTo(1);
        assertThat(run.status).isEqualTo("FINISHED");
        assertThat(texts(run)).containsExactlyInAnyOrderElementsOf(all);
      }
    }
  }

  private static List<String> texts(FakeMlflow.Run run) {
    return run.metrics.stream().map(Object::toString).toList();
  }

  @Test
  void longRunsAreSentInParts() throws IOException {
    StoredRun run = fixture.runs().get(0);
    List<EpochRecord> epochs =
        IntStream.rangeClosed(1, 700).mapToObj(k -> new EpochRecord(k, 1, 50, 1, 50)).toList();
    StoredRun whole =
        new StoredRun(
            study, run.run(), run.state(), "", run.began(), run.outcome(), epochs, List.of());
    try (FakeMlflow server = new FakeMlflow()) {
      new MlflowExport(server.address()).send(study, List.of(whole));
      assertThat(server.bodies)
          .extracting(body -> body.path("metrics").size())
          .filteredOn(count -> count > 0)
          .containsExactly(1000, 1000, 805);
      assertThat(sent(server, "SB").metrics).hasSize(4 * 700 + 5);
    }
  }

  @Test
  void aDeletedExperimentIsSaid() throws IOException {
    try (FakeMlflow server = new FakeMlflow("basin/small-smoke")) {
      assertThatThrownBy(() -> send(server))
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("experiment basin/small-smoke is deleted")
          .hasMessageContaining("mlflow experiments restore");
    }
  }

  @Test
  void aRefusalIsSaidWithTheServersWords() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      send(server);
      FakeMlflow.Run small = sent(server, "SB");
      small.params.put("batch", "64");
      small.tags.remove("basin.exported");
      assertThatThrownBy(() -> send(server))
          .isInstanceOf(ExportException.class)
          .hasMessage(
              "MLflow at "
                  + server.address()
                  + " answers runs/log-batch with HTTP 400 INVALID_PARAMETER_VALUE: Changing param"
                  + " values is not allowed");
    }
  }
}
