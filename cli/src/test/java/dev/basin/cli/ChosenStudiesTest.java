package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets and networks that a command names have to be those of the studies. */
final class ChosenStudiesTest {
  @TempDir private Path directory;
  private Path study;
  private Path store;

  @BeforeEach
  void write() throws IOException {
    store = directory.resolve("store");
    study = of("mnist");
  }

  private Path of(String data) throws IOException {
    return Files.writeString(
        directory.resolve("s.yaml"),
        """
        title: t
        show: curves
        limit: 20
        arms:
          SB: {batch: 10, epochs: 1}
        networks:
          - network: F1
            data: %s
        """
            .formatted(data));
  }

  private Run study(String command, String... more) {
    List<String> words = new ArrayList<>(List.of("study", command, study.toString()));
    if (!command.equals("show")) {
      words.addAll(List.of("--store", store.toString()));
    }
    words.addAll(List.of(more));
    return Run.of(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "plan", "run"})
  void anUnknownDataSetIsRefusedWithItsLine(String command) throws IOException {
    of("minst");
    Run run = study(command);
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err())
        .contains(
            study + ":8: data: no data set", "'minst'", "mnist, cifar10", "--data minst=DATA");
    of("\"\"");
    run = study(command);
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains(study + ":8: data: no data set is named");
    of("./nowhere.zip");
    run = study(command);
    OneLine.assertFailure(run, ExitCode.DATA);
    assertThat(run.err()).contains(study + ":8: data: ", "nowhere.zip: found no such file");
    assertThat(store).doesNotExist();
  }

  /** The paper's own studies name what cannot be fetched. */
  @Test
  void whatHasToBeGivenIsShownAsSuch() throws IOException {
    of("timit");
    Run run = study("show");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("on timit (which cannot be fetched", "--data timit=DATA");
    run = study("plan");
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains(study + ":8: data: ", "--data timit=DATA");
    run = study("show", "--data", "timit=" + Data.smallSet(directory.resolve("small")));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("on timit, first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "run"})
  void onlyWhatIsNotThereIsRefused(String command) {
    for (String only : List.of("C1", "F1,C1", "C1-authors")) {
      Run run = study(command, "--only", only);
      OneLine.assertFailure(run, ExitCode.USAGE);
      assertThat(run.err())
          .contains("--only " + only.replace("F1,", "") + " matches nothing", "there is F1");
    }
    assertThat(store).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "plan", "run"})
  void dataInThePlaceOfNothingAreRefused(String command) throws IOException {
    Path small = Data.smallSet(directory.resolve("small"));
    Run run = study(command, "--data", "mnits=" + small);
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains("--data mnits= matches nothing", "there is mnist");
    run = study(command, "--data", "mnist=");
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains("--data mnist=: no data set is named");
    run = study(command, "--data", "mnist=nothing");
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains("--data mnist=nothing: no data set", "'nothing'");
    run = study(command, "--data", "mnist=./nothing");
    OneLine.assertFailure(run, ExitCode.DATA);
    assertThat(run.err()).contains("--data mnist=./nothing: ", "found no such file");
    assertThat(store).doesNotExist();
  }

  /** Data of another shape are sound, and so are the weights. */
  @Test
  void dataThatDoNotFitTheNetworkAreNoDamagedWeights() throws IOException {
    Path small = Data.smallSet(directory.resolve("small"));
    Path weights = Data.weights(directory.resolve("w.safetensors"), 1);
    for (String command :
        List.of(
            "train --network C1 --batch 10 --store " + store + " --data " + small,
            "compare C1 --small-batch 2 --large-batch 20 --out " + store + " --data " + small,
            "evaluate --network F1 --weights " + weights + " --data synthetic-speech:train=2000",
            "landscape --network F1 --data synthetic-images:train=100 --from "
                + weights
                + " --to "
                + weights)) {
      Run run = Run.of(List.of(command.split(" ")));
      OneLine.assertFailure(run, ExitCode.DATA);
      assertThat(run.err()).contains(" for network ", "expected ", "found ", "choose other data");
    }
  }
}
