package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.lab.run.StudyEstimate;
import dev.basin.lab.study.Plan;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code basin study plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Say what is there and what is not, and about how long the rest takes and how much memory,"
          + " before anything starts. Each network is timed for some seconds."
    })
final class StudyPlanCommand implements Callable<Integer> {
  private static final double GIGABYTE = 1e9;

  @Mixin private StudyOptions studies = new StudyOptions();
  @Mixin private StudyStoreOption store = new StudyStoreOption();
  @Mixin private StudyDataOptions data = new StudyDataOptions();
  @Mixin private StudyNetworksOption networks = new StudyNetworksOption();
  @Mixin private ComputeOptions compute = new ComputeOptions();

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    ChosenStudies chosen = new ChosenStudies(studies.files(), studies.scale());
    StudyData catalogue = data.catalogue();
    Set<String> only = networks.names();
    chosen.requireNetworks(only).requireData(catalogue);
    NativeRuntime.start();
    List<Plan> plans = chosen.studies().stream().map(study -> Plan.of(study, catalogue)).toList();
    StudyEstimate estimate =
        StudyEstimate.of(plans, only, store.orNothing(), catalogue, compute.parallelism());
    if (json) {
      JsonOutput.print(estimate);
      return 0;
    }
    for (StudyEstimate.Part part : estimate.parts()) {
      System.out.printf(
          "%-8s %10s %10s  %s%n",
          part.there() ? "there" : "missing",
          part.there() ? "" : duration(part.seconds()),
          memory(part.bytes()),
          part.name());
    }
    long missing = estimate.parts().stream().filter(part -> !part.there()).count();
    System.out.printf(
        "%d of %d parts are missing: about %s with %d threads%n",
        missing, estimate.parts().size(), duration(estimate.seconds()), compute.parallelism());
    return 0;
  }

  /** Without bound is what runs while nothing else does. */
  private static String memory(double bytes) {
    return Double.isFinite(bytes) ? "%.2f GB".formatted(bytes / GIGABYTE) : "alone";
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d:%02d min".formatted(whole / 60, whole % 60)
        : "%d:%02d h".formatted(whole / 3600, whole % 3600 / 60);
  }
}
