package dev.basin.cli;

import dev.basin.lab.RunFolderException;
import dev.basin.lab.export.CsvExport;
import dev.basin.lab.export.State;
import dev.basin.lab.export.StoreReader;
import dev.basin.lab.export.StoredRun;
import dev.basin.lab.export.StudyTables;
import dev.basin.lab.export.mlflow.MlflowExport;
import dev.basin.lab.export.parquet.ParquetExport;
import dev.basin.lab.export.tensorboard.TensorBoardExport;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code basin study export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write what a store holds of studies for other tools: TensorBoard, an MLflow server, or"
          + " tables in Parquet or CSV files.",
      "Nothing is trained or measured. Runs that are incomplete or damaged are named and left out;"
          + " tables list them with their state."
    })
final class StudyExportCommand implements Callable<Integer> {
  @Mixin private StudyOptions studies = new StudyOptions();
  @Mixin private StudyStoreOption store = new StudyStoreOption();

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      required = true,
      converter = ExportFormatConverter.class,
      description = "tensorboard, mlflow, parquet or csv.")
  private ExportFormat format = ExportFormat.CSV;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the files go, in a folder a study; files of an earlier export are replaced. Not"
              + " for mlflow.")
  private @Nullable Path out;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The tracking server, such as http://localhost:5000. For mlflow only.")
  private @Nullable String server;

  @Override
  public Integer call() throws IOException {
    Destination destination = destination();
    Path folder = out;
    if (folder != null) {
      OutputFolder.requireUsable(folder, 0, "--out");
    }
    RunStore runs = store.existing();
    List<Plan> plans = StoredPlans.of(studies, runs);
    if (folder == null) {
      export(destination, runs, plans);
      return 0;
    }
    try (HeldOutput held = HeldOutput.inside(folder, "--out");
        ExitCleanup cleanup = new ExitCleanup(held)) {
      export(destination, runs, plans);
    }
    return 0;
  }

  private void export(Destination destination, RunStore runs, List<Plan> plans) {
    int all = plans.stream().mapToInt(plan -> plan.runs().size()).sum();
    List<String> done = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    List<StoredRun> found = new ArrayList<>();
    try (ProgressLine progress = new ProgressLine(all)) {
      StoreReader reader = new StoreReader(runs, progress);
      for (Plan plan : plans) {
        List<StoredRun> read = reader.runs(plan);
        leftOut.addAll(leftOut(plan, read));
        found.addAll(read);
        String said = plan.study().name() + ": " + destination.export(plan, runs, read);
        if (format.hasTables() || anyComplete(read)) {
          done.add(said);
        }
      }
      requireAny(found, runs);
    } finally {
      done.forEach(System.out::println);
    }
    leftOut.forEach(System.err::println);
  }

  /** Tables tell at least of the state of every run; elsewhere nothing would have been written. */
  private void requireAny(List<StoredRun> found, RunStore store) {
    if (format.hasTables() || anyComplete(found)) {
      return;
    }
    throw new RunFolderException(
        "nothing to export: none of the %d runs that are asked for is complete in %s%s; run them with 'basin study run'"
            .formatted(
                found.size(),
                store.root(),
                found.isEmpty()
                    ? ""
                    : " (the first, %s, is %s: %s)"
                        .formatted(
                            found.get(0).key(),
                            found.get(0).state().label(),
                            found.get(0).remark())));
  }

  private static boolean anyComplete(List<StoredRun> runs) {
    return runs.stream().anyMatch(run -> run.state() == State.COMPLETE);
  }

  /** Where runs go. */
  private interface Destination {
    /** Exports a study and says what was done. */
    String export(Plan plan, RunStore store, List<StoredRun> runs);
  }

  private Destination destination() {
    if (format == ExportFormat.MLFLOW) {
      if (server == null || out != null) {
        throw new IllegalArgumentException("--to mlflow needs --server URL, and no --out");
      }
      MlflowExport export = new MlflowExport(server);
      return (plan, runs, read) -> said(export.send(plan.study(), read));
    }
    Path folder = out;
    if (folder == null || server != null) {
      throw new IllegalArgumentException(
          "--to " + format.label() + " needs --out DIR, and no --server");
    }
    if (format == ExportFormat.TENSORBOARD) {
      TensorBoardExport export = new TensorBoardExport(folder);
      return (plan, runs, read) -> export.write(read) + " runs in " + folder;
    }
    return (plan, runs, read) -> {
      Path own = folder.resolve(plan.study().name());
      if (format == ExportFormat.PARQUET) {
        ParquetExport.write(own, StudyTables.of(plan, runs, read));
      } else {
        CsvExport.write(own, StudyTables.of(plan, runs, read));
      }
      return "tables of " + read.size() + " runs in " + own;
    };
  }

  private static String said(MlflowExport.Summary summary) {
    return summary.created()
        + " runs created, "
        + summary.updated()
        + " updated, "
        + summary.unchanged()
        + " unchanged in experiment "
        + summary.experiment();
  }

  private static List<String> leftOut(Plan plan, List<StoredRun> runs) {
    return runs.stream()
        .filter(run -> run.state() != State.COMPLETE)
        .map(
            run ->
                "basin: %s: %s is %s and left out: %s"
                    .formatted(plan.study().name(), run.key(), run.state().label(), run.remark()))
        .toList();
  }
}
