package dev.basin.cli;

import dev.basin.lab.report.Reproduction;
import dev.basin.lab.report.StudySite;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code basin study report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Make a site of pages, figures and tables from what the store holds. Nothing is trained or"
          + " measured; what is missing or damaged is said to be so."
    })
final class StudyReportCommand implements Callable<Integer> {
  @Mixin private StudyOptions studies = new StudyOptions();
  @Mixin private StudyStoreOption store = new StudyStoreOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the site goes; files of the same names are replaced.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    OutputFolder.requireUsable(out, 0, "--out");
    RunStore runs = store.existing();
    List<Plan> plans = StoredPlans.of(studies, runs);
    try (HeldOutput held = HeldOutput.inside(out, "--out");
        ExitCleanup cleanup = new ExitCleanup(held)) {
      Path index = StudySite.write(plans, runs, out, reproduction());
      System.out.println("Report: " + index.toAbsolutePath().normalize());
    }
    return 0;
  }

  private Reproduction reproduction() {
    return new Reproduction(CommandText.program(), studies.paths(), store.root());
  }
}
