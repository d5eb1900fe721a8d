package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With --json, standard output is one document with exactly the promised keys. */
final class JsonOutputTest {
  @TempDir private static Path shared;
  @TempDir private Path directory;

  private static Path small;
  private static Path large;

  @BeforeAll
  static void prepare() {
    Data.requireMnist();
    small = Data.weights(shared.resolve("small.safetensors"), 1);
    large = Data.weights(shared.resolve("large.safetensors"), 2);
  }

  @Test
  void evaluate() throws IOException {
    JsonNode printed = run("evaluate --network F1 --data mnist --limit 600", "--weights", small);
    assertThat(keys(printed))
        .contains("trainLoss", "trainAccuracy", "testLoss", "testAccuracy", "gradientNorm");
    assertThat(printed.get("trainLoss").doubleValue()).isBetween(1.0, 5.0);
    assertThat(printed.get("trainAccuracy").doubleValue()).isBetween(0.0, 50.0);
    assertThat(printed.get("gradientNorm").doubleValue()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"lbfgsb, ", "sign, ", "BEST, ", "lbfgsb, 5", "sign, 5", "best, 5"})
  void sharpness(String maximizer, Integer subspace) throws IOException {
    String inSubspace = subspace == null ? "" : " --subspace " + subspace;
    JsonNode printed =
        run(
            "sharpness --network F1 --limit 300 --maximizer " + maximizer + inSubspace,
            "--weights",
            small);
    assertThat(keys(printed))
        .contains(
            "loss",
            "sharpness",
            "maximum",
            "region",
            "epsilon",
            "subspace",
            "subspaceSeed",
            "maximizer",
            "iterations",
            "evaluations",
            "nonFinite",
            "termination",
            "atBound",
            "objective");
    double loss = printed.get("loss").doubleValue();
    double maximum = printed.get("maximum").doubleValue();
    assertThat(maximum).isGreaterThanOrEqualTo(loss);
    assertThat(printed.get("sharpness").doubleValue())
        .isEqualTo(100 * (maximum - loss) / (1 + loss));
    assertThat(printed.get("epsilon").doubleValue()).isEqualTo(1e-3);
    assertThat(printed.get("maximizer").textValue()).isIn("lbfgsb", "sign");
    assertThat(printed.get("atBound").doubleValue()).isBetween(0.0, 1.0);
    assertThat(printed.get("subspace").isNull()).isEqualTo(subspace == null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "arc"})
  void landscape(String path) throws IOException {
    JsonNode printed =
        run(
            "landscape --network F1 --limit 300 --points 3 --path " + path,
            "--from",
            small,
            "--to",
            large);
    assertThat(keys(printed)).contains("path", "points", "objective");
    assertThat(printed.get("path").textValue()).isEqualTo(path);
    assertThat(printed.get("points")).hasSize(3);
    for (JsonNode point : printed.get("points")) {
      assertThat(keys(point))
          .containsExactly("alpha", "trainLoss", "trainAccuracy", "testLoss", "testAccuracy");
    }
    assertThat(printed.get("points").findValuesAsText("alpha"))
        .containsExactly("-1.0", "0.5", "2.0");
  }

  /** As every other command that measures weights; in other chunks it is another function. */
  @Test
  void landscapeTakesTheOptionsOfTheObjective() throws IOException {
    String command =
        " --network F1 --limit 300 --chunk-size 100 --batch-norm running --precision float64";
    JsonNode printed =
        run("landscape --points 2 --range 0,1" + command, "--from", small, "--to", small);
    JsonNode box = run("sharpness --maximizer sign --subspace 2" + command, "--weights", small);
    assertThat(printed.get("objective")).isEqualTo(box.get("objective"));
    assertThat(printed.get("objective").get("chunkSize").intValue()).isEqualTo(100);
    assertThat(printed.get("objective").get("batchNorm").textValue()).isEqualTo("running");
    assertThat(printed.get("objective").get("precision").textValue()).isEqualTo("float64");
    JsonNode at = run("evaluate" + command, "--weights", small);
    for (String name : List.of("trainLoss", "trainAccuracy", "testLoss", "testAccuracy")) {
      assertThat(printed.get("points").get(0).get(name)).isEqualTo(at.get(name));
    }
    JsonNode usual =
        run(
            "landscape --points 2 --range 0,1 --network F1 --limit 300",
            "--from",
            small,
            "--to",
            small);
    assertThat(usual.get("points").get(0).get("trainLoss"))
        .isNotEqualTo(printed.get("points").get(0).get("trainLoss"));
  }

  @Test
  void trainAndRefuseToOverwrite() throws IOException {
    Path out = directory.resolve("solution.safetensors");
    String command = "train --network F1 --limit 600 --batch 100 --epochs 2";
    JsonNode printed = run(command, "--out", out);
    assertThat(keys(printed))
        .containsExactly("weights", "trial", "store", "stopped", "seconds", "epochs");
    assertThat(printed.get("epochs")).hasSize(2);
    assertThat(keys(printed.get("epochs").get(0)))
        .containsExactly(
            "epoch", "trainLoss", "trainAccuracy", "testLoss", "testAccuracy", "seconds");
    Map<String, String> before = Folder.hashes(directory);

    Run again = Run.of(words(command + " --seed 2", "--out", out));

    OneLine.assertFailure(again, ExitCode.OUTPUT);
    assertThat(again.err()).contains("exists already");
    assertThat(Folder.hashes(directory)).isEqualTo(before);
  }

  @Test
  void trainWithRemediesAndNoiseScale() throws IOException {
    Path out = directory.resolve("sam.safetensors");
    JsonNode printed =
        run(
            "train --network F1 --limit 600 --batch 100 --epochs 2 --noise-scale --remedy sam"
                + " --remedy swa:start=0.2",
            "--out",
            out);
    JsonNode noise = printed.get("noiseScale");
    assertThat(keys(noise)).containsExactly("1", "2");
    assertThat(noise.get("1").get("steps").asLong()).isEqualTo(6);
    assertThat(noise.get("1").get("trace").asDouble()).isPositive();
    assertThat(Files.readString(out, StandardCharsets.ISO_8859_1)).contains("sam swa:start=0.2");
  }

  @Test
  void theRemediesAreListed() throws IOException {
    JsonNode all = run("remedy list").get("remedies");
    assertThat(all.findValuesAsText("name"))
        .containsExactly(
            "augmentation",
            "adversarial",
            "stability",
            "ghost-batch-norm",
            "dynamic-sampling",
            "piggyback",
            "sam",
            "asam",
            "gradient-clipping",
            "conservative",
            "post-local-sgd",
            "swa",
            "lars",
            "lamb",
            "lr-scaling",
            "regime-adaptation");
    assertThat(all.get(6).get("settings").get("rho").asDouble()).isEqualTo(0.05);
    assertThat(Run.of("remedy", "list").out()).contains("sam:rho=0.05", "Foret et al. 2021");
  }

  @Test
  void numbersThatAreNotFiniteAreStrings() throws IOException {
    Path out = directory.resolve("diverged.safetensors");
    JsonNode printed =
        run(
            "train --network F1 --limit 600 --batch 100 --epochs 3 --learning-rate 1e30",
            "--out",
            out);
    JsonNode last = printed.get("epochs").get(printed.get("epochs").size() - 1);
    assertThat(printed.get("stopped").textValue()).isEqualTo("diverged");
    assertThat(last.get("trainLoss").textValue()).isIn("NaN", "Infinity");
    assertThat(Files.exists(out)).isTrue();
  }

  private JsonNode run(String command, Object... more) throws IOException {
    Run run = Run.of(words(command + " --json", more));
    assertThat(run.code()).as(run.err()).isZero();
    return Json.strict(run.out());
  }

  private static List<String> words(String command, Object... more) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    for (Object word : more) {
      words.add(word.toString());
    }
    return words;
  }

  private static List<String> keys(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
