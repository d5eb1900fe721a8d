package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkCommandTest {

  @Test
  void listsOneNameALine() {
    Run run = Run.of("network", "list");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).containsExactly("F1", "F2", "C1", "C2", "C3", "C4");
  }

  /** Counted by hand beside the networks' own tests. */
  @ParameterizedTest
  @CsvSource({"F1, paper, 1462794", "C1, paper, 283274", "C2, paper, 14991946"})
  void showsParameters(String name, String variant, long parameters) throws IOException {
    Run run = Run.of("network", "show", name, "--variant", variant, "--json");
    assertThat(run.code()).isZero();
    JsonNode shown = new ObjectMapper().readTree(run.out());
    assertThat(shown.get("parameters").asLong()).isEqualTo(parameters);
    long sum = 0;
    for (JsonNode layer : shown.get("layers")) {
      sum += layer.get("parameters").asLong();
    }
    assertThat(sum).isEqualTo(parameters);
  }

  @Test
  void showsLayersInThePapersNotation() {
    Run run = Run.of("network", "show", "C1");
    assertThat(run.out())
        .contains("C1: input (3, 32, 32), 10 classes, 283,274 parameters")
        .containsPattern("conv0 +\\[64, 5, 5, 2\\] +\\(64, 16, 16\\) +4,864 ")
        .containsPattern("MaxPool\\(3\\) +\\(64, 8, 8\\)")
        .containsPattern("linear0 +Dense 384 +\\(384\\) +98,688 ");
  }
}
