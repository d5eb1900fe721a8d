package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What training says of the gradient noise scale. */
final class NoiseScaleOutputTest {
  @TempDir private Path directory;

  @BeforeAll
  static void prepare() {
    Data.requireMnist();
  }

  private Run train(String name, String options) {
    String words = "train --network F1 --limit 300 --epochs 2 --noise-scale " + options;
    Run run = Run.of((words + " --out " + directory.resolve(name)).split(" "));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static Stream<String> noiseLines(Run run) {
    return run.out().lines().filter(line -> line.contains("noise scale"));
  }

  @Test
  void aLineForEveryEpoch() {
    Run run = train("w", "--batch 50");
    assertThat(noiseLines(run))
        .hasSize(2)
        .allMatch(line -> line.matches("epoch [12]: gradient noise scale (without bound|[0-9]).*"));
  }

  /** An eighth of 15 points is one, which BatchNorm leaves no gradient. */
  @Test
  void batchesTooSmallToBeDividedAreNotMeasured() throws IOException {
    assertThat(noiseLines(train("w", "--batch 15")))
        .hasSize(2)
        .allMatch(line -> line.contains("not measured: no step had the 16 points"));
    JsonNode noise = Json.strict(train("again", "--batch 15 --json").out()).get("noiseScale");
    assertThat(noise.get("1").get("steps").asLong()).isZero();
    assertThat(noise.get("1").get("points").isNumber()).isFalse();
  }
}
