package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.engine.NativeRuntime;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.network.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands say of how points are cut into chunks, on a random start of C1. */
final class ChunksOutputTest {
  private static final String DATA = "synthetic-images:train=30,test=10";

  @TempDir Path directory;
  private Path weights = Path.of("");

  @BeforeEach
  void write() {
    NativeRuntime.start();
    Network network = PaperNetworks.byName("C1");
    weights = directory.resolve("start.safetensors");
    try (PointerScope scope = new PointerScope()) {
      assertThat(scope).isNotNull();
      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, 3);
      Weights.save(weights, network, x, Map.of());
    }
  }

  private Run run(String data, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(List.of("--network", "C1", "--weights", weights.toString(), "--data", data));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(new String[0]));
  }

  @ParameterizedTest
  @CsvSource({
    "30, 1, 30, 30",
    "29, 2, 15, 15",
    "8, 4, 8, 7",
    "15, 2, 15, 15",
    "7, 5, 6, 6",
    "20000000, 1, 30, 30"
  })
  void theResultSaysWhatTheyWere(String size, int count, int largest, int smallest)
      throws Exception {
    Run run = run(DATA, "sharpness --maximizer sign", "--chunk-size", size, "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode chunks = Json.strict(run.out()).get("objective").get("chunks");
    assertThat(chunks.get("count").intValue()).isEqualTo(count);
    assertThat(chunks.get("largest").intValue()).isEqualTo(largest);
    assertThat(chunks.get("smallest").intValue()).isEqualTo(smallest);
  }

  @Test
  void oneChunkOfAnySizeIsTheSameLoss() throws Exception {
    Run plain = run(DATA, "evaluate", "--json");
    assertThat(plain.code()).as(plain.err()).isZero();
    for (String size : List.of("20000000", "30")) {
      assertThat(losses(run(DATA, "evaluate", "--json", "--chunk-size", size)))
          .isEqualTo(losses(plain));
    }
  }

  private static List<String> losses(Run run) throws IOException {
    JsonNode document = Json.strict(run.out());
    return Stream.of("trainLoss", "trainAccuracy", "testLoss", "testAccuracy", "gradientNorm")
        .map(name -> document.get(name).asText())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate",
        "sharpness",
        "spectrum --top 2",
        "neighbourhood --directions 2",
        "plane --points 3",
        "remarks"
      })
  void onePointIsRefused(String command) {
    for (String mode : List.of("batch", "running")) {
      Run run = run(DATA, command, "--limit", "1", "--batch-norm", mode);
      OneLine.assertFailure(run, ExitCode.USAGE);
      assertThat(run.err())
          .contains("BatchNorm of C1 cannot take the statistics of one point")
          .contains("1 training point");
    }
  }

  @Test
  void aChunkOfOnePointIsRefused() {
    Run odd = run(DATA, "evaluate", "--limit", "3", "--chunk-size", "2");
    assertThat(odd.code()).isEqualTo(ExitCode.USAGE);
    assertThat(odd.err()).contains("1 of 2 and 1 of 1", "chunk size of at least 3");
    Run ones = run(DATA, "evaluate", "--limit", "4", "--chunk-size", "1");
    assertThat(ones.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ones.err()).contains("4 of 1");
    Run even = run(DATA, "evaluate", "--limit", "4", "--chunk-size", "2");
    assertThat(even.code()).as(even.err()).isZero();
    Run running =
        run(DATA, "evaluate", "--limit", "3", "--chunk-size", "2", "--batch-norm", "running");
    assertThat(running.code()).as(running.err()).isZero();
  }

  @Test
  void aTestSetOfOnePointIsRefusedWhereItIsAsked() {
    String data = "synthetic-images:train=20,test=1";
    Run asked = run(data, "evaluate");
    assertThat(asked.code()).isEqualTo(ExitCode.USAGE);
    assertThat(asked.err()).contains("there is 1 test point; use at least 2");
    Run running = run(data, "evaluate", "--batch-norm", "running");
    assertThat(running.code()).as(running.err()).isZero();
    Run notAsked = run(data, "spectrum --top 1 --max-products 3");
    assertThat(notAsked.code()).as(notAsked.err()).isZero();
  }
}
