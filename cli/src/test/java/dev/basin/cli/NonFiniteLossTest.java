package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that are finite, at which the loss is not: sums of 3e38 are beyond float32. */
final class NonFiniteLossTest {
  @TempDir static Path directory;
  private static Path data;
  private static Path fine;
  private static Path huge;

  @BeforeAll
  static void make() throws IOException {
    data = Data.smallSet(directory.resolve("small"));
    fine = Data.weights(directory.resolve("fine.safetensors"), 1);
    huge = Data.constantWeights(directory.resolve("huge.safetensors"), 3e38);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate --weights HUGE",
        "evaluate --weights HUGE --batch-norm running",
        "sharpness --weights HUGE",
        "sharpness --weights HUGE --subspace 2 --region ball",
        "spectrum --weights HUGE --top 2",
        "spectrum --weights HUGE --density 3 --trace 6 --per-layer 2 --json",
        "spectrum --weights HUGE --layer norm1",
        "remarks --weights HUGE",
        "remarks --weights FINE HUGE --subspace 2 --epsilon 1e-3 --maximizer sign",
        "neighbourhood --weights HUGE --directions 2",
        "plane --weights HUGE --points 3",
        "plane --solutions FINE,HUGE,FINE --points 3",
        "landscape --from FINE --to HUGE --points 2",
        "landscape --from HUGE --to FINE --points 2",
        "trajectory --iterates FINE FINE HUGE",
      })
  void areRefusedByEveryInstrumentInTheSameLine(String command) {
    Run run = run(command);
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err())
        .isEqualTo(
            "basin: f(x) is NaN at %s; every instrument needs a finite loss: training has diverged,"
                    .formatted(huge)
                + " take weights from before that\n");
  }

  @Test
  void areRefusedAmongIterates() {
    Run run = run("trajectory --iterates FINE HUGE FINE");
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).startsWith("basin: f(x) is NaN at iterate 1; every instrument needs");
  }

  /** One point has no variance, and so no statistics. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spectrum --top 2 --weights FINE",
        "sharpness --weights FINE",
        "evaluate --weights FINE",
        "neighbourhood --directions 2 --weights FINE",
        "plane --points 3 --weights FINE",
        "trajectory --iterates FINE FINE FINE",
        "remarks --figures . --weights FINE",
      })
  void runningStatisticsNeedTwoPoints(String command) {
    Run run = run(command + " --limit 1 --batch-norm running");
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains("statistics of one point", "there is 1 training point");
  }

  @Test
  void twoPointsAreEnough() {
    Run run = run("evaluate --weights FINE --limit 2 --batch-norm running");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("over 2 training points of small\n").doesNotContain("NaN");
  }

  private static Run run(String command) {
    String words =
        command.replace("HUGE", huge.toString()).replace("FINE", fine.toString())
            + " --network F1 --data "
            + data;
    return Run.of(words.split(" ", -1));
  }
}
