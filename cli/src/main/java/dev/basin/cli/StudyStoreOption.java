package dev.basin.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the runs of studies are kept. */
final class StudyStoreOption {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = "basin-store",
      description = "Where every run is kept, for all studies (default ${DEFAULT-VALUE}).")
  private Path root = Path.of("");

  Path root() {
    return root;
  }
}
