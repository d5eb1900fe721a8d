package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.TrainTestData;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.DataCatalogue;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.yaml.StudyFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code basin study export} with a store of a study that was planned and not run. */
final class StudyExportCommandTest {
  private static final String STUDY =
      """
      title: A study
      show: [accuracy]
      limit: 600
      epochs: 3
      networks:
        - {network: F1, data: mnist}
      arms:
        SB: {batch: 32}
        LB: {batch: 60}
      """;

  @TempDir Path folder;
  private Path file;
  private Path store;
  private Path out;

  @BeforeEach
  void plan() throws IOException {
    file = folder.resolve("small.yaml");
    store = folder.resolve("store");
    out = folder.resolve("out");
    Files.writeString(file, STUDY);
    Plan plan = Plan.of(StudyFile.read(file).at(Scale.SMOKE), new SixHundredPoints());
    RunStore.open(store).write(plan);
  }

  private record SixHundredPoints() implements DataCatalogue {
    @Override
    public String name(String data) {
      return data;
    }

    @Override
    public int trainPoints(String data) {
      return 600;
    }

    @Override
    public boolean hasPictures(String data) {
      return true;
    }

    @Override
    public TrainTestData open(String data) {
      throw new AssertionError("an export opens no data");
    }
  }

  private Run export(String... more) {
    List<String> words = new ArrayList<>(List.of("study", "export", file.toString()));
    words.addAll(List.of("--store", store.toString(), "--scale", "smoke"));
    words.addAll(List.of(more));
    return Run.of(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "parquet"})
  void tablesListRunsThatAreNotThere(String format) throws IOException {
    Run run = export("--to", format, "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo("small: tables of 2 runs in " + out.resolve("small") + System.lineSeparator());
    assertThat(run.err().lines())
        .hasSize(2)
        .allMatch(
            line -> line.matches("basin: small: F1-b\\d+-t1-\\w+ is incomplete.*: not begun"));
    for (String table : List.of("runs", "epochs", "measurements")) {
      assertThat(out.resolve("small").resolve(table + "." + format)).isNotEmptyFile();
    }
  }

  @Test
  void listedAsIncomplete() throws IOException {
    export("--to", "CSV", "--out", out.toString());
    assertThat(Files.readAllLines(out.resolve("small").resolve("runs.csv")))
        .hasSize(3)
        .filteredOn(line -> line.contains(",incomplete,not begun,F1,mnist,"))
        .hasSize(2);
  }

  @Test
  void anExportOfNothingIsAnError() {
    Run run = export("--to", "tensorboard", "--out", out.toString());
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err())
        .contains("nothing to export", "none of the 2 runs", store.toString(), "not begun");
    assertThat(out).doesNotExist();
  }

  @Test
  void noneOfSeveralStudiesWasEverRun() throws IOException {
    Path studies = Files.createDirectory(folder.resolve("studies"));
    Files.writeString(studies.resolve("a.yaml"), STUDY);
    Files.writeString(studies.resolve("b.yaml"), STUDY);
    for (String command : List.of("export --to csv", "report")) {
      Run run =
          Run.of(
              "study %s %s --store %s --scale smoke --out %s"
                  .formatted(command, studies, store, out)
                  .split(" "));
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err())
          .contains("none of the 2 studies was ever run at scale smoke", "--store");
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void noServer() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Run run = export("--to", "mlflow", "--server", "http://127.0.0.1:" + port);
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("no MLflow server answers at http://127.0.0.1:" + port);
  }

  @Test
  void aFileInTheWay() throws IOException {
    Files.writeString(out, "");
    Run run = export("--to", "csv", "--out", out.toString());
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains(out + " cannot be written: a file is in the way");
  }

  @Test
  void aDamagedPlan() throws IOException {
    Path plan = store.resolve("studies").resolve("small-smoke.json");
    Files.writeString(plan, Files.readString(plan) + " ");
    Run run = export("--to", "csv", "--out", out.toString());
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains(plan + " is damaged");
  }

  @Test
  void aStudyThatWasNeverRun() {
    Run run =
        Run.of(
            "study export %s --store %s --scale paper --to csv --out %s"
                .formatted(file, store, out)
                .split(" "));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("study small was never run at scale paper");
  }

  @Test
  void noStore() {
    Run run =
        Run.of(
            "study export %s --store %s --to csv --out %s"
                .formatted(file, folder.resolve("nowhere"), out)
                .split(" "));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("is not a store of studies");
  }
}
