package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Comparisons whose runs end at weights without a finite loss, which may be finite themselves: a
 * result like any other, at the first end as when resumed.
 */
final class DivergedCompareTest {
  @TempDir Path directory;

  /** After one epoch of one step at this rate no epoch's mean loss has been infinite yet. */
  @ParameterizedTest
  @CsvSource({"1e36, 1", "1e36, 2", "3e38, 1", "1e30, 1"})
  void isAResult(String rate, int epochs) throws IOException {
    List<String> command = command(rate, epochs);
    Run first = Run.of(command);
    assertEnded(first);
    command.add("--resume");
    assertEnded(Run.of(command));
  }

  /** What a process leaves that ended between the training of the large batch and its result. */
  @Test
  void goesOnFromAnEarlierEnd() throws IOException {
    List<String> command = command("1e36", 1);
    assertEnded(Run.savingOften(command.toArray(new String[0])));
    try (var trials = Files.list(directory.resolve("out/trials"))) {
      for (Path trial : trials.toList()) {
        Files.delete(trial.resolve("complete"));
      }
    }
    assertEnded(Run.of(command));
  }

  private List<String> command(String rate, int epochs) throws IOException {
    Path data = Data.smallSet(directory.resolve("small"));
    return new ArrayList<>(
        List.of(
            ("compare F1 --small-batch 10 --large-batch 40 --points 2 --subspace 0 --maximizer sign"
                    + " --epsilon 1e-3 --optimizer sgd:lr="
                    + rate
                    + ",momentum=0 --epochs "
                    + epochs
                    + " --data "
                    + data
                    + " --out "
                    + directory.resolve("out"))
                .split(" ", -1)));
  }

  private void assertEnded(Run run) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("Nothing can be compared", "diverged in trial 1");
    assertThat(directory.resolve("out/report.html")).exists();
    JsonNode trial =
        new ObjectMapper()
            .readTree(directory.resolve("out/summary.json").toFile())
            .get("trials")
            .get(0);
    for (String regime : List.of("small", "large")) {
      assertThat(trial.get(regime).get("diverged").booleanValue()).isTrue();
    }
  }
}
