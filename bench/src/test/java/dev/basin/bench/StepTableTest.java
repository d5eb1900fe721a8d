package dev.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepTableTest {

  @Test
  void projectsAnEpochAndAFullRunFromTheWarmSteps() {
    StepTable table = new StepTable(1_000_000_000, 50_000, 2);
    table.add(new SgemmReport("mkl", List.of(new SgemmReport.Rate(SgemmReport.BOUND, 2, 1_000))));
    table.add("basin", report("basin", 1_200, 99, 1.8, 2));
    table.add("basin", report("basin", 1_100, 99, 2.2));
    table.add("peer", report("peer", 0, 99, 5));
    assertThat(table.markdown(Map.of("processor", "any")))
        .contains("| processor | any |")
        .contains(
            "| 250 | basin | 2.00; 1.80–2.20; 3 | 1.00 | 125 | 13 % | 6.7 min; 6.0 min–7.3 min | 11.1 h | 1200 |")
        .contains("| 250 | peer | 5.00; 5.00–5.00; 1 | 2.50 |")
        .contains("| 5 % | 16.7 min; 16.7 min–16.7 min | 27.8 h | – |");
  }

  private static StepReport report(String peer, double peakMemory, double... seconds) {
    return new StepReport(
        peer, "1", 250, 2, Arrays.stream(seconds).boxed().toList(), peakMemory, List.of());
  }
}
