package dev.basin.cli;

import dev.basin.data.DataUnavailableException;
import dev.basin.data.DatasetFormatException;
import dev.basin.engine.DimensionMismatchException;
import dev.basin.engine.EngineException;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.report.ReportException;
import dev.basin.network.UnknownNetworkException;
import dev.basin.network.WeightsFormatException;
import dev.basin.network.WeightsMismatchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns each kind of failure into one clear line and its exit code. */
final class ErrorLines implements CommandLine.IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    int code = codeOf(failure);
    if (code == ExitCode.INTERNAL) {
      failure.printStackTrace(command.getErr());
    }
    String message = failure.getMessage();
    command.getErr().println("basin: " + (message == null ? failure.toString() : message));
    return code;
  }

  static int wrongUsage(CommandLine.ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println("basin: " + failure.getMessage());
    List<String> suggestions = List.of();
    if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
      suggestions = unmatched.getSuggestions();
    }
    if (!suggestions.isEmpty()) {
      command.getErr().println("Did you mean " + String.join(" or ", suggestions) + "?");
    }
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static int codeOf(Throwable failure) {
    if (failure instanceof IllegalArgumentException || failure instanceof UnknownNetworkException) {
      return ExitCode.USAGE;
    }
    if (failure instanceof DataUnavailableException || failure instanceof DatasetFormatException) {
      return ExitCode.DATA;
    }
    if (failure instanceof WeightsFormatException
        || failure instanceof WeightsMismatchException
        || failure instanceof DimensionMismatchException) {
      return ExitCode.WEIGHTS;
    }
    if (failure instanceof RunFolderException
        || failure instanceof ReportException
        || failure instanceof UncheckedIOException
        || failure instanceof IOException) {
      return ExitCode.OUTPUT;
    }
    if (failure instanceof EngineException) {
      return ExitCode.ENGINE;
    }
    if (failure instanceof CancellationException) {
      return ExitCode.INTERRUPTED;
    }
    return ExitCode.INTERNAL;
  }
}
