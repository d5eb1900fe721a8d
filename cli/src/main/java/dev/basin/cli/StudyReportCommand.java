package dev.basin.cli;

import dev.basin.lab.site.StudySite;
import dev.basin.lab.study.RunStore;
import java.nio.file.Path;
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
  public Integer call() {
    RunStore runs = RunStore.existing(store.root());
    Path index = StudySite.write(StoredPlans.of(studies, runs), runs, out);
    System.out.println("Report: " + index.toAbsolutePath().normalize());
    return 0;
  }
}
