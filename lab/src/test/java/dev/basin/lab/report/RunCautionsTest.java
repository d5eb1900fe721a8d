package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.ComparisonResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCautionsTest {
  private static ComparisonResult result(int trainPoints, String lastBatch) {
    ComparisonResult full = Fixtures.oneTrial();
    return new ComparisonResult(
        full.schema(),
        full.network(),
        full.parameters(),
        full.data(),
        full.dataDigest(),
        full.dataOrigin(),
        trainPoints,
        full.testPoints(),
        full.chunkSize(),
        lastBatch,
        full.optimizer(),
        full.stoppingRule(),
        full.seed(),
        full.command(),
        full.created(),
        full.seconds(),
        full.peakMemoryBytes(),
        full.environment(),
        full.trials());
  }

  private static List<String> aboutLastBatches(int trainPoints, String lastBatch) {
    return RunCautions.of(result(trainPoints, lastBatch)).stream()
        .filter(caution -> caution.contains("the last of an epoch's"))
        .toList();
  }

  /** Batches of 256 and of 6,000. */
  @Test
  void aSmallLastBatchIsSaid() {
    assertThat(aboutLastBatches(60_000 + 256 * 3 - 94, "keep"))
        .singleElement()
        .asString()
        .contains("small-batch runs", "2 points, fewer than a tenth of 256", "--last-batch drop");
    assertThat(aboutLastBatches(12_100, "keep"))
        .singleElement()
        .asString()
        .contains("large-batch runs", "3 batches has 100 points, fewer than a tenth of 6000");
  }

  @ParameterizedTest
  @CsvSource({"60000, keep", "60674, drop", "12100, drop", "2561, keep", "2586, keep"})
  void noOtherIs(int trainPoints, String lastBatch) {
    assertThat(aboutLastBatches(trainPoints, lastBatch)).isEmpty();
  }
}
