package dev.basin.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The weights that a command is about. */
final class SolutionOption {
  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "The solution, a safetensors file with F32, F64, F16 or BF16 values.")
  private Path weights = Path.of("");

  Path file() {
    return weights;
  }

  /** The file, known by its digest. */
  MeasuredWeights measured() throws IOException {
    return MeasuredWeights.of(weights);
  }
}
