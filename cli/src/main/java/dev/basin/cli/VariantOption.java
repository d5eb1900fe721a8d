package dev.basin.cli;

import dev.basin.network.Variant;
import picocli.CommandLine.Option;

/** Whose description of a convolutional network to take. */
final class VariantOption {
  @Option(
      names = "--variant",
      paramLabel = "V",
      defaultValue = "paper",
      description =
          "C1 to C4 as the paper describes them or as its authors' code builds them: paper, authors"
              + " (default ${DEFAULT-VALUE}).")
  private Variant variant = Variant.PAPER;

  Variant variant() {
    return variant;
  }
}
