package dev.basin.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs contenders. Every JSON line that was read is appended to {@code
 * bench/target/side-by-side.jsonl}.
 */
final class Runner {
  private final RunOptions options;
  private final ObjectMapper json = new ObjectMapper();
  private final Launcher launcher;
  private final List<String> failures = new ArrayList<>();

  /** Gives every process {@code patience} to end. */
  Runner(RunOptions options, Duration patience) {
    this.options = options;
    this.launcher = new Launcher(patience);
  }

  /** The contenders that were asked for and can run here. */
  List<Contender> present(Workload workload) {
    List<Contender> present = new ArrayList<>();
    Contenders contenders = new Contenders(options.bench(), options.python(), launcher);
    for (Contender contender : contenders.of(workload)) {
      if (contender.takesPart(options.only())) {
        contender
            .missing()
            .ifPresentOrElse(
                reason -> progress("skipped %s: %s", contender.name(), reason),
                () -> present.add(contender));
      }
    }
    return present;
  }

  /**
   * Runs jobs side by side. One that fails costs its own line of the table, not the others'.
   *
   * @param name what they are, in words
   * @param jobs a command line each
   * @param kind of report that each prints
   * @return a report a job, or none if one failed
   */
  <R> List<R> run(String name, List<List<String>> jobs, Class<R> kind) {
    progress("%s", name);
    try {
      return read(jobs, kind);
    } catch (IOException e) {
      failures.add(name);
      progress("failed: %s", e.toString());
      return List.of();
    }
  }

  /** The rate of the machine's own matrix products. */
  SgemmReport products(Workload workload) throws IOException {
    progress("the machine's own sgemm rate");
    int cores = options.cores();
    List<String> command = new ArrayList<>(Contenders.basinCommand(Sgemm.class));
    command.addAll(List.of("--network", workload.name()));
    command.addAll(List.of("--threads", cores == 1 ? "1" : "1," + cores));
    List<String> batches = options.batches(workload).stream().map(String::valueOf).toList();
    command.addAll(List.of("--batches", String.join(",", batches)));
    command.addAll(List.of("--seconds", options.quick() ? "1" : "3"));
    return read(List.of(command), SgemmReport.class).get(0);
  }

  /** What failed, in words. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  private <R> List<R> read(List<List<String>> jobs, Class<R> kind) throws IOException {
    List<R> reports = new ArrayList<>();
    for (String line : launcher.run(jobs)) {
      Files.writeString(
          options.bench().resolve("target/side-by-side.jsonl"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      reports.add(json.readValue(line, kind));
    }
    return reports;
  }

  private static void progress(String pattern, Object... values) {
    System.err.println(String.format(Locale.ROOT, pattern, values));
  }
}
