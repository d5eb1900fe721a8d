package dev.basin.cli;

import picocli.CommandLine.Option;

/** How much memory a gradient's activations may take. */
final class ActivationMemoryOption {
  @Option(
      names = "--activation-memory",
      paramLabel = "MB",
      defaultValue = "4096",
      description =
          "The most that the activations of a batch, or of a chunk in each thread that evaluates, may"
              + " take, in MiB (default ${DEFAULT-VALUE}). What does not fit is computed again; the"
              + " gradient stays the same function's.")
  private long megabytes;

  /** The limit, once it is known to make sense. */
  long bytes() {
    if (megabytes < 1 || megabytes > 1 << 30) {
      throw new IllegalArgumentException(
          "--activation-memory is " + megabytes + "; expected at least 1 (MiB)");
    }
    return megabytes << 20;
  }
}
