package dev.basin.cli;

import dev.basin.engine.Precision;
import dev.basin.train.StepConfig;
import picocli.CommandLine.Option;

/** How the gradient of a batch is computed, for the commands that train. */
final class StepOptions {
  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "float32",
      description =
          "Factors of the products in training: float32 or bf16 (default ${DEFAULT-VALUE}). bf16 may be"
              + " faster where the processor has AMX or AVX-512 BF16; C1 gains nothing. Everything is"
              + " measured in float32.")
  private Precision precision = Precision.FLOAT32;

  @Option(
      names = "--activation-memory",
      paramLabel = "MB",
      defaultValue = "4096",
      description =
          "The most that a batch's activations may take, in MiB (default ${DEFAULT-VALUE}). What does"
              + " not fit is computed again; the gradient stays the whole batch's.")
  private long megabytes;

  StepConfig config() {
    if (megabytes < 1 || megabytes > 1 << 30) {
      throw new IllegalArgumentException(
          "--activation-memory is " + megabytes + "; expected at least 1 (MiB)");
    }
    return new StepConfig(precision, megabytes << 20);
  }
}
