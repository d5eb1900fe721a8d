package dev.basin.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
 * Measures single steps of a network that is too large for whole epochs, by Basin and by every peer
 * that is installed, in alternating rounds, each with all cores, and prints a Markdown table with
 * what an epoch and a full run would take.
 */
@Command(
    name = "steps",
    mixinStandardHelpOptions = true,
    description = "Times steps in Basin and its peers, and projects an epoch and a full run.")
public final class StepTimes implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofHours(3);
  private static final int WARM_UP = 1;

  @Parameters(arity = "0..1", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
  private Workload workload = Workload.C2;

  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--steps",
      split = ",",
      description =
          "measured in each round, one number for all batch sizes or one for each; 1 with --quick;"
              + " default ${DEFAULT-VALUE}")
  private List<Integer> steps = List.of(20, 2);

  /** Runs the comparison. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new StepTimes());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Runner runner = new Runner(options, PATIENCE);
    Path data = options.data(workload);
    Map<String, String> machine = Machine.describe(options.cores());
    StepTable table =
        new StepTable(workload.flopsOfPoint(), workload.points(data), options.cores());
    List<Contender> contenders = runner.present(workload);
    List<Integer> batches = options.batches(workload);
    for (int round = 1; round <= options.rounds(); round++) {
      table.add(runner.products(workload));
      for (int k = 0; k < batches.size(); k++) {
        for (Contender contender : contenders) {
          measure(runner, contender, data, batches.get(k), stepsOf(k), round)
              .forEach(report -> table.add(contender.name(), report));
        }
      }
    }
    System.out.println(table.markdown(machine));
    return runner.failures().isEmpty() ? 0 : 1;
  }

  private int stepsOf(int batch) {
    return options.quick() ? 1 : steps.get(Math.min(batch, steps.size() - 1));
  }

  private List<StepReport> measure(
      Runner runner, Contender contender, Path data, int batch, int count, int round) {
    String name =
        String.format(
            Locale.ROOT,
            "round %d of %d: %s, batch %d, %d steps",
            round,
            options.rounds(),
            contender.name(),
            batch,
            count);
    List<String> job = contender.steps(data.toString(), batch, options.cores(), count + WARM_UP);
    return runner.run(name, List.of(job), StepReport.class);
  }
}
