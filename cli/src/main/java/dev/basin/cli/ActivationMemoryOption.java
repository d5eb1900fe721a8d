package dev.basin.cli;

import dev.basin.train.StepConfig;
import picocli.CommandLine.Option;

/** How much memory a gradient's activations may take. */
final class ActivationMemoryOption {
  @Option(
      names = "--activation-memory",
      paramLabel = "MB",
      defaultValue = "4096",
      description =
          "The most that the activations of a batch, or of a chunk in each thread that evaluates,"
              + " may take, in MiB (default ${DEFAULT-VALUE}). What does not fit is computed again;"
              + " the gradient stays the same function's.")
  @OptionRange(least = 1, most = StepConfig.MOST_MEBIBYTES)
  private long megabytes;

  /** The limit. */
  long bytes() {
    return megabytes << 20;
  }
}
