package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code basin data inspect} as a user sees it. */
final class InspectCommandTest {
  @TempDir private Path directory;

  @Test
  void tellsWhatIsThere() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("feats.ark"), "a [\n 1 2.5\n 3 4 ]\nb [\n 5 nan ]\nc 7 8\n");
    Run run = Run.of("data", "inspect", file.toString());
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .containsExactly(
            file + ": Kaldi archive (.ark), 3 entries",
            "  2 × text matrix (1×2) to (2×2)",
            "  1 × text integers (2)",
            "  values: 8, from 1 to 8, mean 4.35714",
            "  not finite: 1 NaN, 0 infinite",
            "  first keys: a, b, c",
            "  frames: 5");
  }

  @Test
  void printsOneDocument() throws IOException {
    Path file = Files.writeString(directory.resolve("x.ark"), "a [\n nan inf ]\n");
    Run run = Run.of("data", "inspect", file.toString(), "--json");
    assertThat(run.code()).isZero();
    JsonNode document = Json.strict(run.out());
    assertThat(document.get("path").asText()).isEqualTo(file.toString());
    JsonNode found = document.get("inspection");
    assertThat(found.get("kind").asText()).isEqualTo("Kaldi archive (.ark)");
    assertThat(found.get("entries").asInt()).isEqualTo(1);
    assertThat(found.get("shapes").get(0).get("largest")).hasToString("[1,2]");
    assertThat(found.get("values").get("nan").asInt()).isEqualTo(1);
    assertThat(found.get("values").get("mean").asText()).isEqualTo("NaN");
    assertThat(found.get("firstKeys")).hasToString("[\"a\"]");
  }

  @Test
  void whatIsNotSoundIsNoSuccess() throws IOException {
    Path file = Files.writeString(directory.resolve("x.ark"), "a [\n 1 2 ]\nb [\n 3");
    for (String[] command :
        new String[][] {
          {"data", "inspect", file.toString()}, {"data", "inspect", "--json", file.toString()}
        }) {
      Run run = Run.of(command);
      OneLine.assertFailure(run, ExitCode.DATA);
      assertThat(run.err()).contains(file + ", byte 17, key 'b': found the end of the file");
    }
  }

  @Test
  void saysWhichKindsItKnows() throws IOException {
    Path file = Files.writeString(directory.resolve("x"), "hello world");
    Run run = Run.of("data", "inspect", file.toString());
    OneLine.assertFailure(run, ExitCode.DATA);
    assertThat(run.err()).contains("expected one of: prepared set", "Kaldi archive (.ark)");
  }

  @Test
  void needsAFile() {
    OneLine.assertFailure(Run.of("data", "inspect"), ExitCode.USAGE);
    Run absent = Run.of("data", "inspect", directory.resolve("absent").toString());
    OneLine.assertFailure(absent, ExitCode.DATA);
    assertThat(absent.err()).contains("found no such file or directory");
  }
}
