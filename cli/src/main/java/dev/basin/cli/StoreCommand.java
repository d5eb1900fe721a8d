package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.store.StoreCheck;
import dev.basin.lab.store.StoreCollection;
import dev.basin.lab.store.StoreContents;
import dev.basin.lab.store.TrialFolder;
import dev.basin.lab.store.TrialOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code basin store}: what a store holds. */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    description = "A store of runs: list, verify, tidy up, or show one run.",
    subcommands = {
      StoreCommand.ListTrials.class,
      StoreCommand.Verify.class,
      StoreCommand.Collect.class,
      StoreCommand.Show.class
    })
final class StoreCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "missing: list, verify, gc or show");
    }
  }

  /** {@code basin store list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "Every run: its state, when it last changed, its size, its test accuracy, and which"
              + " studies ask for it.")
  static final class ListTrials implements Callable<Integer> {
    @Mixin private StudyStoreOption store = new StudyStoreOption();

    @Option(names = "--json", description = JsonOutput.OPTION)
    private boolean json;

    @Override
    public Integer call() throws IOException {
      List<StoreContents.Row> rows = new StoreContents(RunStore.asItIs(store.root())).rows();
      if (json) {
        JsonOutput.print(Map.of("trials", rows.stream().map(ListTrials::document).toList()));
        return 0;
      }
      System.out.printf("%-36s %-9s %8s %10s  %s%n", "run", "state", "age", "size", "test, %");
      for (StoreContents.Row row : rows) {
        Double accuracy = row.testAccuracy();
        System.out.printf(
            "%-36s %-9s %8s %10s  %s%s%n",
            row.key(),
            row.state(),
            age(row.changed()),
            size(row.bytes()),
            accuracy == null ? "-" : String.format("%.2f", accuracy),
            row.studies().isEmpty() ? "  (no study asks for it)" : "");
      }
      System.out.println(
          rows.size() + " runs, " + size(rows.stream().mapToLong(StoreContents.Row::bytes).sum()));
      return 0;
    }

    private static Map<String, @Nullable Object> document(StoreContents.Row row) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("trial", row.key());
      document.put("state", row.state());
      document.put("changed", row.changed().toString());
      document.put("bytes", row.bytes());
      document.put("testAccuracy", row.testAccuracy());
      document.put("studies", row.studies());
      return document;
    }
  }

  private static String age(Instant changed) {
    Duration age = Duration.between(changed, Instant.now());
    if (age.toDays() > 0) {
      return age.toDays() + " d";
    }
    return age.toHours() > 0 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  /** {@code basin store verify}. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description =
          "Check every file of a store against its sum, and name each that is damaged or not a"
              + " store's; changes nothing. Runs that are being trained now are left out. Exit code"
              + " 5 if there is one.")
  static final class Verify implements Callable<Integer> {
    @Mixin private StudyStoreOption store = new StudyStoreOption();

    @Option(names = "--json", description = JsonOutput.OPTION)
    private boolean json;

    @Override
    public Integer call() throws IOException {
      NativeRuntime.start();
      StoreCheck.Result result = StoreCheck.of(RunStore.asItIs(store.root()));
      if (json) {
        List<Map<String, String>> findings = new ArrayList<>();
        for (StoreCheck.Finding finding : result.findings()) {
          findings.add(Map.of("file", finding.file().toString(), "what", finding.what()));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("files", result.files());
        document.put("findings", findings);
        JsonOutput.print(document);
      } else {
        result
            .findings()
            .forEach(finding -> System.out.println(finding.file() + " " + finding.what()));
        System.out.println(
            result.files() + " files, " + result.findings().size() + " damaged or foreign");
      }
      return result.findings().isEmpty() ? 0 : ExitCode.OUTPUT;
    }
  }

  /** {@code basin store gc}. */
  @Command(
      name = "gc",
      mixinStandardHelpOptions = true,
      description =
          "Show, with their sizes, what killed processes left half written, damaged copies, and"
              + " runs that no study asks for; with --delete, remove them.")
  static final class Collect implements Callable<Integer> {
    @Mixin private StudyStoreOption store = new StudyStoreOption();

    @Option(names = "--delete", description = "Remove what is shown.")
    private boolean delete;

    @Override
    public Integer call() {
      StoreCollection collection = new StoreCollection(RunStore.asItIs(store.root()));
      List<StoreCollection.Item> items = collection.items();
      long bytes = 0;
      int count = 0;
      for (StoreCollection.Item item : items) {
        boolean gone = delete && collection.remove(item);
        System.out.println(
            (gone ? "removed " : "")
                + item.path()
                + ", "
                + size(item.bytes())
                + ": "
                + item.why()
                + (delete && !gone ? "; in use by now, and left" : ""));
        boolean counts = gone || !delete;
        bytes += counts ? item.bytes() : 0;
        count += counts ? 1 : 0;
      }
      System.out.println(
          count
              + (delete ? " removed, " : " could be removed, ")
              + size(bytes)
              + (delete || items.isEmpty() ? "" : "; --delete removes them"));
      return 0;
    }
  }

  /** {@code basin store show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "One run: its settings, how it went, and what was measured of it.")
  static final class Show implements Callable<Integer> {
    @Mixin private StudyStoreOption store = new StudyStoreOption();

    @Parameters(
        paramLabel = "TRIAL",
        description = "The run's name, or how it begins, if no other's does.")
    private String name = "";

    @Override
    public Integer call() {
      RunStore runs = RunStore.asItIs(store.root());
      StoreContents contents = new StoreContents(runs);
      TrialFolder trial = StoreContents.find(runs, name);
      System.out.println(trial.root());
      trial
          .config()
          .settings()
          .forEach((key, value) -> System.out.println("  " + key + ": " + value));
      List<String> studies = contents.studies(trial.config().key());
      System.out.println(
          "asked for by: " + (studies.isEmpty() ? "no study" : String.join("; ", studies)));
      if (!trial.isComplete()) {
        System.out.println("not complete; the command that began it goes on with it");
        return 0;
      }
      TrialOutcome outcome = trial.outcome();
      System.out.printf(
          "%d epochs (%s), %.1f s%n",
          outcome.epochs(), outcome.stopped(), trial.trainingSeconds().orElse(Double.NaN));
      if (outcome.train() != null && outcome.test() != null) {
        System.out.printf(
            "training loss %.6g, training accuracy %.3f %%, test loss %.6g, test accuracy %.3f"
                + " %%%n",
            outcome.train().loss(),
            outcome.train().accuracy(),
            outcome.test().loss(),
            outcome.test().accuracy());
      }
      System.out.printf("distance from the start %.6g%n", outcome.distance());
      for (StoreContents.Measured measured : StoreContents.measured(trial)) {
        String settings = measured.what().describe();
        System.out.println(
            measured.what().instrument()
                + (settings.isEmpty() ? "" : " (" + settings + ")")
                + (measured.epoch() == null ? "" : " after epoch " + measured.epoch())
                + ":");
        StoreContents.lines(measured).forEach(line -> System.out.println("  " + line));
      }
      return 0;
    }
  }
}
