package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Study;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code basin study run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Train and measure what the studies ask for and the store does not hold yet.",
      "Stopped at any moment, even by a power cut, the same command goes on and ends with the same"
          + " bytes. Several processes may work on one store."
    })
final class StudyRunCommand implements Callable<Integer> {
  private static final double GIGABYTE = 1e9;
  private static final int LONGEST_INTERVAL = 7 * 24 * 3600;

  @Mixin private StudyOptions studies = new StudyOptions();
  @Mixin private StudyStoreOption store = new StudyStoreOption();
  @Mixin private StudyDataOptions data = new StudyDataOptions();
  @Mixin private StudyNetworksOption networks = new StudyNetworksOption();
  @Mixin private ComputeOptions compute = new ComputeOptions();

  @Option(
      names = "--memory",
      paramLabel = "GB",
      description = "Memory that runs may take together (default: 80 %% of what is free).")
  @OptionRange(least = 1e-3, most = 1e6)
  private @Nullable Double memory;

  @Option(
      names = "--checkpoint",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How often the state of training is saved, at the end of the next epoch (default"
              + " ${DEFAULT-VALUE}).")
  @OptionRange(least = 0, most = LONGEST_INTERVAL)
  private int checkpointSeconds;

  @Override
  public Integer call() {
    ChosenStudies chosen = new ChosenStudies(studies.files(), studies.scale());
    StudyData catalogue = data.catalogue();
    Set<String> only = networks.names();
    chosen.requireNetworks(only).requireData(catalogue);
    List<Plan> plans = new ArrayList<>();
    OutputFolder.requireUsable(store.root(), 0, "--store");
    NativeRuntime.start();
    for (Study study : chosen.studies()) {
      plans.add(Plan.of(study, catalogue));
    }
    RunStore runs = store.open();
    try (Workers workers = compute.workers();
        Interrupt interrupt =
            new Interrupt("what was finished is kept; run the command again to go on")) {
      new StudyRuns(
              runs,
              catalogue,
              workers,
              interrupt.cancellation(),
              Duration.ofSeconds(checkpointSeconds))
          .run(plans, only, memory == null ? null : memory * GIGABYTE);
    }
    System.out.println("Store: " + store.root().toAbsolutePath().normalize());
    return 0;
  }
}
