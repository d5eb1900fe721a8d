package dev.basin.cli;

import dev.basin.lab.study.Study;
import dev.basin.lab.study.Subject;
import dev.basin.lab.study.yaml.StudyFile;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code basin study list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List studies: their names, what of the paper they repeat, and their networks.")
final class StudyListCommand implements Callable<Integer> {
  @Mixin private StudyOptions studies = new StudyOptions();

  @Override
  public Integer call() {
    List<StudyFile> files = studies.files();
    int width = files.stream().mapToInt(file -> file.name().length()).max().orElse(0);
    for (StudyFile file : files) {
      Study study = file.at(studies.scale());
      System.out.printf(
          "%-" + width + "s  %s%s (%s)%n",
          file.name(),
          study.paper().isEmpty() ? "" : study.paper() + ": ",
          study.title(),
          study.subjects().stream()
              .map(Subject::network)
              .distinct()
              .collect(Collectors.joining(", ")));
    }
    return 0;
  }
}
