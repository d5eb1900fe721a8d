package dev.basin.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures an epoch of F1 on MNIST by Basin and by every peer that is installed, in alternating
 * rounds on one machine, beside the machine's own sgemm rate, and prints Markdown tables. Every
 * JSON line that was read is appended to {@code bench/target/side-by-side.jsonl}.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Times an epoch of F1 in Basin and its peers, in alternating rounds.")
public final class SideBySide implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      description = "directory of MNIST's four uncompressed IDX files")
  private Path data = Path.of("");

  @Option(names = "--batches", split = ",", defaultValue = "256,6000")
  private List<Integer> batches = List.of();

  @Option(names = "--layouts", split = ",", description = "${COMPLETION-CANDIDATES}; default all")
  private List<Layout> layouts = List.of(Layout.values());

  @Option(names = "--only", split = ",", description = "contenders: basin, djl, python3-torch")
  private List<String> only = List.of();

  @Option(names = "--rounds", defaultValue = "3")
  private int rounds;

  @Option(names = "--epochs", defaultValue = "3", description = "measured in each round")
  private int epochs;

  @Option(names = "--quick", description = "one round of one measured epoch: does it all run?")
  private boolean quick;

  @Option(names = "--cores", description = "cores to use; default all")
  private int cores = Runtime.getRuntime().availableProcessors();

  @Option(names = "--python", defaultValue = "/usr/bin/python3")
  private Path python = Path.of("");

  @Option(names = "--bench", defaultValue = "bench", description = "this module's directory")
  private Path bench = Path.of("");

  private final ObjectMapper json = new ObjectMapper();
  private final Launcher launcher = new Launcher(Duration.ofMinutes(30));
  private final Measurements measurements = new Measurements();

  /** Runs the comparison. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new SideBySide());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (quick) {
      rounds = 1;
      epochs = 1;
    }
    Map<String, String> machine = Machine.describe(cores);
    List<Contender> contenders = present();
    for (int round = 1; round <= rounds; round++) {
      measureProducts();
      for (Layout layout : layouts) {
        for (int batch : batches) {
          for (Contender contender : contenders) {
            progress(
                "round %d of %d: %s, batch %d, %s",
                round, rounds, contender.name(), batch, layout.label());
            measure(contender, layout, batch);
          }
        }
      }
    }
    List<String> names = contenders.stream().map(Contender::name).toList();
    System.out.println(new SpeedTables(measurements, names, batches, cores).markdown(machine));
    return 0;
  }

  private List<Contender> present() {
    List<Contender> present = new ArrayList<>();
    for (Contender contender : new Contenders(bench, python, launcher).all()) {
      if (!only.isEmpty() && !only.contains(contender.name())) {
        continue;
      }
      contender
          .missing()
          .ifPresentOrElse(
              reason -> progress("skipped %s: %s", contender.name(), reason),
              () -> present.add(contender));
    }
    return present;
  }

  private void measure(Contender contender, Layout layout, int batch) throws IOException {
    List<String> job =
        contender.commandFor(
            data.toString(), batch, layout.epochsToRun(epochs), layout.threadsOfJob(cores));
    List<EpochReport> reports = new ArrayList<>();
    for (String line : launcher.run(Collections.nCopies(layout.jobs(cores), job))) {
      keep(line);
      reports.add(json.readValue(line, EpochReport.class));
    }
    measurements.add(new Measurements.Cell(layout, batch, contender.name()), reports);
  }

  private void measureProducts() throws IOException {
    progress("the machine's own sgemm rate");
    List<String> command = new ArrayList<>(Contenders.basinCommand(Sgemm.class.getName()));
    command.addAll(List.of("--threads", cores == 1 ? "1" : "1," + cores));
    command.addAll(
        List.of("--batches", String.join(",", batches.stream().map(String::valueOf).toList())));
    command.addAll(List.of("--seconds", quick ? "1" : "3"));
    String line = launcher.run(List.of(command)).get(0);
    keep(line);
    measurements.add(json.readValue(line, SgemmReport.class));
  }

  private void keep(String line) throws IOException {
    Files.writeString(
        bench.resolve("target/side-by-side.jsonl"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static void progress(String pattern, Object... values) {
    System.err.println(String.format(Locale.ROOT, pattern, values));
  }
}
