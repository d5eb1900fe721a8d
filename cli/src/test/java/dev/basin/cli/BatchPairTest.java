package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which batches a comparison takes of how many points. */
final class BatchPairTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "60000, , , 256, 6000",
    "2570, , , 256, 257",
    "60000, 1%, 10%, 600, 6000",
    "60000, 64, 0.5%, 64, 300",
    "400, 64, 200, 64, 200",
    "10, 20%, 100%, 2, 10",
  })
  void whatFitsIsTakenAsItIs(int points, String small, String large, int first, int second) {
    assertThat(BatchPair.of(small, large, points)).isEqualTo(new BatchPair(first, second, null));
  }

  /**
   * 10 % and a 200th, as in the paper; but not fewer than 8 where there are 32 points, and 4 times.
   */
  @ParameterizedTest
  @CsvSource({
    "2569, , , 8, 256",
    "400, , , 8, 40",
    "40, , , 8, 32",
    "8, , , 2, 8",
    "3, , , 2, 3",
    "400, , 8, 2, 8",
    "400, , 50%, 8, 200",
    "400, , 2, 1, 2",
  })
  void whatIsTooSmallGetsOthersAndIsTold(
      int points, String small, String large, int first, int second) {
    BatchPair pair = BatchPair.of(small, large, points);
    assertThat(List.of(pair.small(), pair.large())).containsExactly(first, second);
    assertThat(pair.note())
        .contains(
            points + " training points are too few",
            "--small-batch is " + first,
            "--large-batch " + second);
  }

  @ParameterizedTest
  @CsvSource({"400, 64, 64, 256", "100, 64, 64, 100", "60000, 10%, 6000, 24000", "20, 2, 2, 8"})
  void aLargerBatchThanAGivenSmallOne(int points, String small, int first, int second) {
    BatchPair pair = BatchPair.of(small, null, points);
    assertThat(List.of(pair.small(), pair.large())).containsExactly(first, second);
    assertThat(pair.note())
        .isEqualTo(
            "10 %% of the %d training points are no more than --small-batch %d: --large-batch is %d"
                    .formatted(points, first, second)
                + " (say it to choose another)");
  }

  @Test
  void everyNumberOfPointsHasAPair() {
    for (int points = 3; points < 70_000; points++) {
      BatchPair pair = BatchPair.of(null, null, points);
      assertThat(pair.small()).isBetween(2, 256).isLessThan(pair.large());
      assertThat(pair.large()).isLessThanOrEqualTo(points);
    }
    assertThatThrownBy(() -> BatchPair.of(null, null, 2)).hasMessageContaining("--limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0%", "110%", "-1%", "NaN%", "%", "ten", "2:factor=2,every=1,max=4", ""})
  void whatIsNoSizeIsRefusedByTheNameOfItsOption(String text) {
    for (String option : List.of("--small-batch", "--large-batch")) {
      Run run = Run.of("compare", "F1", option + "=" + text, "--limit", "600");
      OneLine.assertFailure(run, ExitCode.USAGE);
      assertThat(run.err()).contains(option + " is '" + text + "'", "such as 10%");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--small-batch 40, --small-batch is 40",
    "--small-batch 50%, ",
    "--small-batch 100%, --small-batch is 40",
    "--small-batch 41, --small-batch is 41",
    "--large-batch 41, --large-batch is 41",
    "--large-batch 1, --large-batch 1:",
    "--small-batch 20 --large-batch 50%, --large-batch 50%: large batch is 20",
  })
  void whatDoesNotFitNamesTheOption(String words, String expected) throws IOException {
    List<String> all =
        List.of(
            ("compare F1 --limit 40 --epochs 1 --points 2 --subspace 0 --maximizer sign --epsilon"
                    + " 1e-3 --data "
                    + Data.smallSet(directory.resolve("small"))
                    + " --out "
                    + directory.resolve("out")
                    + " "
                    + words)
                .split(" "));
    Run run = Run.of(all);
    if (expected == null) {
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.err().lines().filter(line -> line.startsWith("basin: ")))
          .containsExactly(
              "basin: 10 % of the 40 training points are no more than --small-batch 20:"
                  + " --large-batch is 40 (say it to choose another)");
      assertThat(Files.readString(directory.resolve("out").resolve("compare.yaml")))
          .contains("SB: {batch: 20,", "LB: {batch: 40,");
      return;
    }
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains(expected);
  }
}
