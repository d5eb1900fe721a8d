package dev.basin.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code basin data prepare}: turns what other programs wrote into a prepared set. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = "Make a prepared data set, which is read without loading it whole.",
    subcommands = {PrepareKaldiCommand.class})
final class PrepareCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "missing: kaldi");
    }
  }
}
