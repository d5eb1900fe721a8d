package dev.basin.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures an epoch of a network by Basin and by every peer that is installed, in alternating
 * rounds on one machine, beside the machine's own sgemm rate, and prints Markdown tables.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Times an epoch in Basin and its peers, in alternating rounds.")
public final class SideBySide implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @Parameters(arity = "0..1", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
  private Workload workload = Workload.F1;

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--layouts", split = ",", description = "${COMPLETION-CANDIDATES}; default all")
  private List<Layout> layouts = List.of(Layout.values());

  @Option(
      names = "--epochs",
      description = "measured in each round, 1 with --quick; default ${DEFAULT-VALUE}")
  private int epochs = 3;

  /** Runs the comparison. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new SideBySide());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Runner runner = new Runner(options, PATIENCE);
    Measurements measurements = new Measurements();
    Path data = options.data(workload);
    Map<String, String> machine = Machine.describe(options.cores());
    List<Contender> contenders = runner.present(workload);
    List<Integer> batches = options.batches(workload);
    for (int round = 1; round <= options.rounds(); round++) {
      measurements.add(runner.products(workload));
      for (Layout layout : layouts) {
        for (int batch : batches) {
          for (Contender contender : contenders) {
            Measurements.Cell cell = new Measurements.Cell(layout, batch, contender.name());
            measurements.add(cell, measure(runner, contender, data, cell, round));
          }
        }
      }
    }
    long flopsOfEpoch = workload.points(data) * workload.flopsOfPoint();
    List<String> names = contenders.stream().map(Contender::name).toList();
    System.out.println(
        new SpeedTables(measurements, flopsOfEpoch, names, batches, options.cores())
            .markdown(machine));
    return runner.failures().isEmpty() ? 0 : 1;
  }

  private List<EpochReport> measure(
      Runner runner, Contender contender, Path data, Measurements.Cell cell, int round) {
    String name =
        String.format(
            Locale.ROOT,
            "round %d of %d: %s, batch %d, %s",
            round,
            options.rounds(),
            cell.contender(),
            cell.batch(),
            cell.layout().label());
    int cores = options.cores();
    Layout layout = cell.layout();
    List<String> job =
        contender.epochs(
            data.toString(),
            cell.batch(),
            layout.threadsOfJob(cores),
            layout.epochsToRun(options.quick() ? 1 : epochs));
    return runner.run(name, Collections.nCopies(layout.jobs(cores), job), EpochReport.class);
  }
}
