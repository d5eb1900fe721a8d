package dev.basin.cli;

import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code basin} command. */
@Command(
    name = "basin",
    mixinStandardHelpOptions = true,
    description = {
      "How large can the batch be before generalisation suffers, and what does the minimum look"
          + " like?",
      "Implements Keskar et al., ICLR 2017."
    },
    subcommands = {
      CompareCommand.class,
      TrainCommand.class,
      TrajectoryCommand.class,
      StudyCommand.class,
      StoreCommand.class,
      NetworkCommand.class,
      RemedyCommand.class,
      DataCommand.class,
      DoctorCommand.class
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0    success",
      "  1    internal error (please report it)",
      "  2    wrong option or value",
      "  3    data missing, damaged or unreadable, or not of the network's shape",
      "  4    weight file damaged, or not this network's",
      "  5    output in use, occupied, damaged, not writable, disk full, or its server failed",
      "  6    engine could not start or is out of memory, or doctor found a problem",
      "  130  stopped by Ctrl-C; what was finished is kept",
      "  141  the reader of standard output went away, as 'head' does; the work itself was done"
    })
public final class Main {
  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // a decimal point, wherever the reader lives
    StandardOutput.install();
    Thread.setDefaultUncaughtExceptionHandler(ErrorLines::uncaught);
    System.exit(run(arguments));
  }

  /** Runs a command and returns its exit code. */
  static int run(String... arguments) {
    CommandLine commandLine;
    try {
      commandLine = commandLine();
    } catch (RuntimeException | Error e) {
      return ErrorLines.report(e, ErrorLines.standardError());
    }
    return run(commandLine, arguments);
  }

  static int run(CommandLine commandLine, String... arguments) {
    return PlainPrintStream.during(() -> runPlain(commandLine, arguments));
  }

  private static int runPlain(CommandLine commandLine, String... arguments) {
    int code = execute(commandLine, arguments);
    if (!System.out.checkError() || code != 0) {
      return code;
    }
    if (StandardOutput.readerIsGone()) {
      return ExitCode.READER_GONE;
    }
    String problem = StandardOutput.problem();
    commandLine
        .getErr()
        .println(
            "basin: standard output could not be written"
                + (problem == null ? "" : ": " + problem));
    return ExitCode.OUTPUT;
  }

  /** As picocli does, but that all failures go to the one printer, those of its own, too. */
  private static int execute(CommandLine commandLine, String... arguments) {
    try {
      CommandLine.ParseResult parsed = commandLine.parseArgs(arguments);
      Integer help = CommandLine.executeHelpRequest(parsed);
      if (help != null) {
        return help;
      }
      OptionRanges.check(parsed);
      return new CommandLine.RunLast().execute(parsed);
    } catch (CommandLine.ParameterException e) {
      return ErrorLines.wrongUsage(e, List.of(arguments));
    } catch (RuntimeException | Error e) {
      return ErrorLines.report(e, commandLine.getErr(), List.of(arguments));
    }
  }

  private static void setVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(new VersionProvider());
    command.getSubcommands().values().forEach(Main::setVersion);
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    for (Instrument<?> instrument : Instruments.all()) {
      if (!commandLine.getSubcommands().containsKey(instrument.about().name())) {
        commandLine.addSubcommand(InstrumentCommand.of(instrument));
      }
    }
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    setVersion(commandLine);
    return commandLine;
  }
}
