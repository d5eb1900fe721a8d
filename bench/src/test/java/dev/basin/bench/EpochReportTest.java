package dev.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochReportTest {

  @Test
  void readsTheLineOfAPeerThatTellsLessAndMore() throws Exception {
    String line =
        "{\"peer\": \"djl\", \"version\": \"0.35.1\", \"batch\": 256, \"threads\": 2,"
            + " \"epochSeconds\": [3.5, 2.5], \"loss\": [0.2, 0.1], \"more\": {}}";
    assertThat(new ObjectMapper().readValue(line, EpochReport.class))
        .isEqualTo(
            new EpochReport(
                "djl", "0.35.1", 256, 2, List.of(3.5, 2.5), List.of(0.2, 0.1), 0, List.of()));
  }

  @Test
  void whatBasinWritesIsReadBack() throws Exception {
    EpochReport report =
        new EpochReport(
            "basin", "1", 256, 2, List.of(3.5, 2.5), List.of(0.2, 0.1), 128, List.of("mkl"));
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(json.writeValueAsString(report), EpochReport.class))
        .isEqualTo(report);
    StepReport steps = new StepReport("basin", "1", 256, 2, List.of(3.5, 2.5, 2.0), 128, List.of());
    assertThat(json.readValue(json.writeValueAsString(steps), StepReport.class)).isEqualTo(steps);
    assertThat(steps.warmSteps()).containsExactly(2.5, 2.0);
  }
}
