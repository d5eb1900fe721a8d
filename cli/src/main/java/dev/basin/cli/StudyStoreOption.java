package dev.basin.cli;

import dev.basin.lab.store.RunStore;
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

  /** The store that is there; says what had to be repaired. */
  RunStore existing() {
    return RunStore.existing(root, StudyStoreOption::say);
  }

  /** The store, made if need be; says what had to be repaired. */
  RunStore open() {
    return RunStore.open(root, StudyStoreOption::say);
  }

  /** The store, or an empty one that is not made. */
  RunStore orNothing() {
    return RunStore.orNothing(root, StudyStoreOption::say);
  }

  static void say(String note) {
    System.err.println("basin: " + note);
  }
}
