package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.basin.engine.NativeRuntime;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.network.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code basin spectrum} and {@code basin remarks} on a random start of C1. */
final class SpectrumCommandTest {
  private static final String DATA = "synthetic-images:train=60,test=10";

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

  private JsonNode spectrum(String... more) throws Exception {
    String[] arguments = {
      "spectrum", "--network", "C1", "--weights", weights.toString(), "--data", DATA, "--json"
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    Run run = Run.of(all);
    assertThat(run.code()).as(run.err()).isZero();
    return Json.strict(run.out());
  }

  @Test
  void eigenvaluesDescendAndTheWeightsAreLeftAlone() throws Exception {
    byte[] before = Files.readAllBytes(weights);
    JsonNode found = spectrum("--top", "3", "--bottom", "2", "--chunk-size", "20");
    assertThat(Files.readAllBytes(weights)).isEqualTo(before);
    JsonNode values = found.get("eigenvalues");
    assertThat(values).hasSize(5);
    for (int k = 1; k < 5; k++) {
      assertThat(values.get(k).asDouble()).isLessThanOrEqualTo(values.get(k - 1).asDouble());
    }
    assertThat(found.get("converged").asBoolean()).isTrue();
    assertThat(found.get("products").asInt()).isBetween(5, 300);
    double largest = values.get(0).asDouble();
    found.get("residuals").forEach(r -> assertThat(r.asDouble()).isLessThan(1e-3 * largest));
    assertThat(found.get("objective").get("chunkSize").asInt()).isEqualTo(20);
    assertThat(found.get("objective").get("points").asInt()).isEqualTo(60);
    JsonNode alone =
        spectrum("--top", "3", "--bottom", "2", "--chunk-size", "20", "--parallel", "1");
    assertThat(withoutCommand(alone)).isEqualTo(withoutCommand(found));
  }

  /** The document but for the command, which names the number of threads. */
  private static JsonNode withoutCommand(JsonNode document) {
    ((ObjectNode) document.get("provenance")).remove("command");
    return document;
  }

  /** Two ways to one number: the sum of the blocks' traces, and Hutch++ of the whole. */
  @Test
  void traceDensityLayersAndFigure() throws Exception {
    Path figure = directory.resolve("density.svg");
    JsonNode found =
        spectrum(
            "--top",
            "1",
            "--trace",
            "60",
            "--density",
            "20",
            "--starts",
            "4",
            "--per-layer",
            "30",
            "--precision",
            "float64",
            "--figure",
            figure.toString());
    JsonNode trace = found.get("trace");
    assertThat(trace.get("low").asDouble()).isLessThan(trace.get("high").asDouble());
    JsonNode conv0 = spectrum("--top", "1", "--layer", "conv0", "--precision", "float64");
    assertThat(conv0.get("objective").get("layer").asText()).isEqualTo("conv0");
    JsonNode first = found.get("layers").get(0);
    assertThat(first.get("name").asText()).isEqualTo("conv0");
    double own = conv0.get("eigenvalues").get(0).asDouble();
    assertThat(first.get("eigenvalue").asDouble()).isCloseTo(own, within(0.02 * own));
    double sum = 0;
    double squares = Math.pow(trace.get("standardError").asDouble(), 2);
    double top = found.get("eigenvalues").get(0).asDouble();
    for (JsonNode layer : found.get("layers")) {
      sum += layer.get("trace").get("value").asDouble();
      squares += Math.pow(layer.get("trace").get("standardError").asDouble(), 2);
      assertThat(layer.get("eigenvalue").asDouble()).as("interlacing").isLessThan(top * (1 + 1e-3));
    }
    assertThat(found.get("layers")).hasSize(9);
    assertThat(Math.abs(sum - trace.get("value").asDouble())).isLessThan(5 * Math.sqrt(squares));
    JsonNode density = found.get("density");
    assertThat(density.get("curve")).hasSize(501);
    assertThat(density.get("largeThreshold").asDouble()).isPositive();
    assertThat(density.get("large").get("value").asDouble()).isPositive();
    assertThat(Files.readString(figure)).startsWith("<?xml").contains("Spectral density");
  }

  @Test
  void runningStatisticsDoNotMindTheChunks() throws Exception {
    String[] whole = {"--top", "1", "--batch-norm", "running", "--precision", "float64"};
    double one = spectrum(whole).get("eigenvalues").get(0).asDouble();
    assertThat(one).isPositive();
    JsonNode batch = spectrum("--top", "1", "--precision", "float64");
    assertThat(batch.get("objective").get("batchNorm").asText()).isEqualTo("batch");
    assertThat(batch.get("eigenvalues").get(0).asDouble()).isNotEqualTo(one);
  }

  @Test
  void forPeople() {
    Run run =
        Run.of(
            "spectrum",
            "--network",
            "C1",
            "--weights",
            weights.toString(),
            "--data",
            DATA,
            "--top",
            "2",
            "--max-products",
            "4");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("4 products; NOT converged").contains("eigenvalue");
  }

  @Test
  void remarksPutSharpnessBesideCurvature() throws Exception {
    byte[] before = Files.readAllBytes(weights);
    Run run =
        Run.of(
            "remarks",
            "--network",
            "C1",
            "--weights",
            weights.toString(),
            "--data",
            DATA,
            "--subspace",
            "5",
            "--epsilon",
            "1e-3,1e-4",
            "--figures",
            directory.toString(),
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode solution = Json.strict(run.out()).get("solutions").get(0);
    assertThat(solution.get("name").asText()).isEqualTo("start");
    assertThat(solution.get("ritz").asDouble()).isLessThan(solution.get("eigenvalue").asDouble());
    JsonNode sharpness = solution.get("sharpness");
    assertThat(sharpness).hasSize(2);
    assertThat(sharpness.get(0).get("full").asDouble())
        .isGreaterThan(sharpness.get(1).get("full").asDouble());
    for (String name : new String[] {"eigenvalue.svg", "eigenvalue.png", "ritz.svg", "ritz.png"}) {
      assertThat(directory.resolve(name)).isNotEmptyFile();
    }
    assertThat(Files.readAllBytes(weights)).isEqualTo(before);
  }
}
