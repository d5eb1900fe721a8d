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
                "djl", "0.35.1", 256, 2, List.of(3.5, 2.5), List.of(0.2, 0.1), List.of()));
  }
}
