package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code basin train} where whole batches leave points over. */
final class LastBatchCommandTest {
  @TempDir Path directory;

  private Run train(int points, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--network", "C1", "--epochs", "1", "--batch", "32", "--data"));
    arguments.add("synthetic-images:train=" + points + ",test=10");
    arguments.addAll(List.of("--out", directory.resolve("w" + points).toString()));
    arguments.addAll(List.of(more));
    return Run.of(arguments);
  }

  private static JsonNode batches(Run run) throws Exception {
    assertThat(run.code()).as(run.err()).isZero();
    return Json.strict(run.out()).get("batches").get(0);
  }

  @Test
  void aSmallLastBatchIsSaidAndRecorded() throws Exception {
    Run run = train(34, "--json");
    JsonNode batches = batches(run);
    assertThat(batches.get("lastBatch").intValue()).isEqualTo(2);
    assertThat(batches.get("steps").intValue()).isEqualTo(2);
    assertThat(run.err().lines().filter(line -> line.contains("of an epoch's")))
        .singleElement()
        .asString()
        .contains("the last of an epoch's 2 batches has 2 points, fewer than a tenth of 32")
        .contains("--last-batch drop", "leaves it out");
  }

  @Test
  void itIsLeftOutByChoice() throws Exception {
    Run run = train(34, "--json", "--last-batch", "drop");
    JsonNode batches = batches(run);
    assertThat(batches.get("leftOut").intValue()).isEqualTo(2);
    assertThat(batches.get("steps").intValue()).isEqualTo(1);
    assertThat(Json.strict(run.out()).get("lastBatch").textValue()).isEqualTo("drop");
    assertThat(run.err()).doesNotContain("of an epoch's");
  }

  @Test
  void aLonePointJoinsTheBatchBefore() throws Exception {
    Run run = train(33, "--json");
    JsonNode batches = batches(run);
    assertThat(batches.get("lastBatch").intValue()).isEqualTo(33);
    assertThat(batches.get("steps").intValue()).isEqualTo(1);
    assertThat(run.err()).doesNotContain("of an epoch's");
  }

  @Test
  void batchesOfOnePointAreRefused() {
    Run run = train(34, "--batch", "1");
    OneLine.assertFailure(run, ExitCode.USAGE);
    Run only =
        Run.of(
            "train",
            "--network",
            "C1",
            "--batch",
            "1",
            "--data",
            "synthetic-images:train=34,test=10",
            "--out",
            directory.resolve("w").toString());
    OneLine.assertFailure(only, ExitCode.USAGE);
    assertThat(only.err()).contains("batch is 1; BatchNorm of C1 cannot take the statistics");
    Run choice = train(34, "--last-batch", "some");
    assertThat(choice.code()).isEqualTo(ExitCode.USAGE);
    assertThat(choice.err()).contains("--last-batch");
  }
}
