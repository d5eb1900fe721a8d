package dev.basin.cli;

import dev.basin.engine.Workers;
import picocli.CommandLine.Option;

/** How much of the machine to use. */
final class ComputeOptions {
  @Option(
      names = "--parallel",
      paramLabel = "P",
      description =
          "Threads that compute at once (default: all cores). Results do not depend on it.")
  private int parallel;

  Workers workers() {
    if (parallel < 0) {
      throw new IllegalArgumentException("--parallel is " + parallel + "; expected at least 1");
    }
    return new Workers(parallel == 0 ? Runtime.getRuntime().availableProcessors() : parallel);
  }
}
