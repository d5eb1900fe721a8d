package dev.basin.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the data sets of studies are. */
final class StudyDataOptions {
  @Option(
      names = "--data",
      paramLabel = "NAME=DATA",
      description =
          "Take this data set in place of the one that the studies call NAME, for example"
              + " cifar10=FOLDER. May be given several times.")
  private Map<String, String> elsewhere = Map.of();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where data sets are kept (default: $$BASIN_DATA, then ~/.cache/basin).")
  private @Nullable Path directory;

  StudyData catalogue() {
    return new StudyData(elsewhere, directory);
  }
}
