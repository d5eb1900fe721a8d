package dev.basin.cli;

import dev.basin.optim.OptimizerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The optimiser, for the commands that train. */
final class OptimizerOptions {
  @Option(
      names = "--optimizer",
      paramLabel = "TEXT",
      defaultValue = "adam",
      description = {
        "adam, adagrad, sgd (with momentum), lars, lamb or adaqn (default adam), with settings"
            + " after a colon: sgd:lr=0.1,momentum=0.9,nesterov=true,schedule=warmup:5+cosine:100."
            + " Schedules: constant, step:30:0.1, cosine:100, warmup:5, in epochs. See"
            + " docs/optimisers.md."
      })
  private String text = "";

  @Option(
      names = "--learning-rate",
      paramLabel = "A",
      description = "The optimiser's base rate, in place of its lr (default: adam's is 0.001).")
  @OptionRange
  private @Nullable Double learningRate;

  /**
   * The optimiser that was asked for.
   *
   * @throws IllegalArgumentException naming what is known, if there is no such one
   */
  OptimizerConfig config() {
    OptimizerConfig config = OptimizerConfig.parse(text);
    return learningRate == null ? config : config.withLearningRate(learningRate);
  }
}
