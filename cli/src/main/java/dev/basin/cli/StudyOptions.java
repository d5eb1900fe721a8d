package dev.basin.cli;

import dev.basin.lab.study.Scale;
import dev.basin.lab.study.yaml.StudyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which studies, at which scale. */
final class StudyOptions {
  @Parameters(
      paramLabel = "FILE|DIR",
      description = "A study file, or a folder of them, such as studies/.")
  private Path file = Path.of("");

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "laptop",
      description =
          "How much of it: smoke (minutes, to see that everything runs), laptop (at most about an"
              + " hour a study on two cores) or paper (the full protocol) (default"
              + " ${DEFAULT-VALUE}).")
  private String scale = "";

  Scale scale() {
    return Scale.parse(scale);
  }

  List<StudyFile> files() {
    return StudyFile.readAll(file);
  }

  /** Where the files are, by the studies' names. */
  Map<String, Path> paths() {
    boolean folder = Files.isDirectory(file);
    Map<String, Path> paths = new TreeMap<>();
    for (StudyFile study : files()) {
      paths.put(study.name(), folder ? file.resolve(study.name() + ".yaml") : file);
    }
    return paths;
  }
}
