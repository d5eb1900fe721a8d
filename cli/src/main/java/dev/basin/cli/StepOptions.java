package dev.basin.cli;

import dev.basin.engine.Precision;
import dev.basin.train.StepConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the gradient of a batch is computed, for the commands that train. */
final class StepOptions {
  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "float32",
      description =
          "Factors of the products in training: float32 or bf16 (default ${DEFAULT-VALUE}). bf16"
              + " may be faster where the processor has AMX or AVX-512 BF16; C1 gains nothing."
              + " Everything is measured in float32.")
  private Precision precision = Precision.FLOAT32;

  @Mixin private ActivationMemoryOption activationMemory = new ActivationMemoryOption();

  StepConfig config() {
    return new StepConfig(precision, activationMemory.bytes());
  }
}
