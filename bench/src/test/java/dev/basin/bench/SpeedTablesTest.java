package dev.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeedTablesTest {

  @Test
  void comparesWithBasinAndWithTheBound() {
    Measurements measurements = new Measurements();
    measurements.add(
        new SgemmReport("mkl", List.of(new SgemmReport.Rate(SgemmReport.BOUND, 2, 475.66848))));
    add(measurements, "basin", 2.0, 900.4);
    add(measurements, "basin", 2.0, 800);
    add(measurements, "djl", 4.0, 0);
    String text =
        new SpeedTables(measurements, 475_668_480_000L, List.of("basin", "djl"), List.of(256), 2)
            .markdown(Map.of("processor", "any"));
    assertThat(text)
        .contains("| processor | any |")
        .contains(
            "| 256 | one job, all cores | basin | 2.00; 2.00–2.00; 2 | 1.00 | 238 | 50 % | 900 |")
        .contains("| 256 | one job, all cores | djl | 4.00; 4.00–4.00; 1 | 2.00 | 119 | 25 % | – |")
        .contains("| 256 | djl | 4.00 | 2.00 |");
  }

  private static void add(
      Measurements measurements, String contender, double seconds, double peakMemory) {
    measurements.add(
        new Measurements.Cell(Layout.ONE_JOB, 256, contender),
        List.of(
            new EpochReport(
                contender, "1", 256, 2, List.of(99.0, seconds), List.of(), peakMemory, List.of())));
  }
}
