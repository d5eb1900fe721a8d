package dev.basin.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code basin} command. */
@Command(
    name = "basin",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = {
      "How large can the batch be before generalisation suffers, and what does the minimum look"
          + " like?",
      "Implements Keskar et al., ICLR 2017."
    },
    subcommands = {
      CompareCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      SharpnessCommand.class,
      LandscapeCommand.class,
      DataCommand.class,
      DoctorCommand.class
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0    success",
      "  1    internal error (please report it)",
      "  2    wrong option or value",
      "  3    data missing, damaged or unreadable",
      "  4    weight file damaged, or not this network's",
      "  5    output folder in use, occupied, or not writable",
      "  6    native engine could not start, or a problem found by doctor",
      "  130  stopped by Ctrl-C; what was finished is kept"
    })
public final class Main {
  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command and returns its exit code. */
  static int run(String... arguments) {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(new ErrorLines());
    commandLine.setParameterExceptionHandler(ErrorLines::wrongUsage);
    return commandLine.execute(arguments);
  }
}
