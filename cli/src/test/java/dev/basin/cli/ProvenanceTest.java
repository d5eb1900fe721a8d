package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.lab.Versions;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every JSON document of a command that measures says where its numbers come from. */
final class ProvenanceTest {
  @TempDir static Path directory;
  private static Path data;
  private static Path weights;

  /** The rest of a command line with which each is quick; {@code W} is a file of weights. */
  private static final Map<String, String> COMMANDS =
      Map.ofEntries(
          Map.entry("evaluate", "--weights W"),
          Map.entry("sharpness", "--weights W --maximizer sign --seed 5"),
          Map.entry("eigenvalue", "--weights W --max-products 3 --seed 5"),
          Map.entry("spectrum", "--weights W --top 1 --max-products 3 --seed 5"),
          Map.entry("remarks", "--weights W --subspace 1 --epsilon 1e-3 --maximizer sign --seed 5"),
          Map.entry("neighbourhood", "--weights W --directions 1 --radii 0.1 --seed 5"),
          Map.entry("plane", "--weights W --points 3 --seed 5"),
          Map.entry("trajectory", "--iterates W V U"),
          Map.entry("noise-scale", "--weights W --steps 2 --seed 5"),
          Map.entry("efficiency", "--weights W --steps 1 --threads 1"),
          Map.entry("landscape", "--from W --to W --points 2"),
          Map.entry("barrier", "--from W --to W --points 3"));

  @BeforeAll
  static void prepare() throws IOException {
    data = Data.smallSet(directory.resolve("small"));
    weights = Data.weights(directory.resolve("w.safetensors"), 1);
    Data.weights(directory.resolve("v.safetensors"), 2);
    Data.weights(directory.resolve("u.safetensors"), 3);
  }

  static Stream<String> commands() {
    return COMMANDS.keySet().stream().sorted();
  }

  /** A new instrument is not forgotten here. */
  @Test
  void areAllThatMeasure() {
    assertThat(COMMANDS.keySet())
        .containsAll(
            Instruments.all().stream().map(Instrument::about).map(about -> about.name()).toList());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void itSaysWhereItComesFrom(String command) throws IOException {
    String line =
        command
            + " --network F1 --limit 32 --chunk-size 20 --json --data "
            + data
            + " "
            + COMMANDS
                .get(command)
                .replace(
                    " V U",
                    " "
                        + directory.resolve("v.safetensors")
                        + " "
                        + directory.resolve("u.safetensors"))
                .replace("W", weights.toString());
    Run run = Run.of(List.of(line.split(" ")));
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode document = Json.strict(run.out());
    JsonNode provenance = document.get("provenance");
    assertThat(provenance.get("version").asText()).isEqualTo(Versions.basin());
    assertThat(provenance.get("commit").asText()).isEqualTo(Versions.commit());
    assertThat(provenance.get("command").asText()).isEqualTo("basin " + line);
    assertThat(provenance.get("network").asText()).isEqualTo("F1");
    JsonNode points = provenance.get("data");
    assertThat(points.get("name").asText()).isEqualTo("small");
    assertThat(points.get("trainPoints").asInt()).isEqualTo(32);
    assertThat(points.get("testPoints").asInt()).isEqualTo(20);
    assertThat(points.get("trainSha256").asText()).matches("[0-9a-f]{64}");
    assertThat(points.get("testSha256").asText()).matches("[0-9a-f]{64}");
    Map<String, String> hashes = Folder.hashes(directory);
    assertThat(provenance.get("weights").findValuesAsText("sha256"))
        .startsWith(hashes.get("w.safetensors"))
        .isSubsetOf(hashes.values());
    assertThat(provenance.get("weights").get(0).get("file").asText()).isEqualTo(weights.toString());
    assertThat(provenance.has("seed")).isTrue();
    if (line.contains("--seed 5")) {
      assertThat(provenance.get("seed").asLong()).isEqualTo(5);
    }
    assertThat(provenance.get("environment").get("processor").asText()).isNotEmpty();
    assertThat(provenance.get("environment").get("blas").asText()).isNotEmpty();
    JsonNode objective = document.get("objective");
    assertThat(objective.get("chunkSize").asInt()).isEqualTo(20);
    assertThat(objective.get("batchNorm").asText()).isEqualTo("batch");
    assertThat(objective.get("precision").asText()).isEqualTo("float32");
  }
}
