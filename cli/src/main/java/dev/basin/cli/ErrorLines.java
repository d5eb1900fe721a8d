package dev.basin.cli;

import dev.basin.data.DataUnavailableException;
import dev.basin.data.DatasetFormatException;
import dev.basin.engine.DimensionMismatchException;
import dev.basin.engine.EngineException;
import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.export.ExportException;
import dev.basin.lab.report.ReportException;
import dev.basin.lab.study.DamagedException;
import dev.basin.landscape.PointLogException;
import dev.basin.network.UnknownNetworkException;
import dev.basin.network.WeightsFormatException;
import dev.basin.network.WeightsMismatchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns each kind of failure into one clear line and its exit code. */
final class ErrorLines implements CommandLine.IExecutionExceptionHandler {
  /** How libtorch names its allocator when memory is out. */
  private static final String ALLOCATOR = "DefaultCPUAllocator";

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    int code = codeOf(failure);
    if (code == ExitCode.INTERRUPTED) {
      return code; // Interrupt has said what happened and how to go on
    }
    if (code == ExitCode.INTERNAL) {
      failure.printStackTrace(command.getErr());
    }
    command.getErr().println("basin: " + text(failure));
    return code;
  }

  static int wrongUsage(CommandLine.ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    StringBuilder line = new StringBuilder("basin: ").append(failure.getMessage());
    List<String> suggestions = List.of();
    if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
      suggestions = unmatched.getSuggestions();
    }
    if (!suggestions.isEmpty()) {
      line.append("; did you mean ").append(String.join(" or ", suggestions)).append('?');
    }
    line.append(" (try '").append(command.getCommandSpec().qualifiedName()).append(" --help')");
    command.getErr().println(line);
    return ExitCode.USAGE;
  }

  private static String text(Throwable failure) {
    if (failure instanceof UncheckedIOException
        && failure.getCause() instanceof IOException cause) {
      return text(cause);
    }
    if (failure instanceof FileSystemException named && named.getFile() != null) {
      return "cannot read or write " + named.getFile() + ": " + FileFailure.reason(named);
    }
    if (failure instanceof IOException io) {
      return "cannot read or write: " + FileFailure.reason(io);
    }
    if (isOutOfMemory(failure)) {
      return "not enough memory; use --parallel 1, a smaller --subspace or a smaller --limit";
    }
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  private static boolean isOutOfMemory(Throwable failure) {
    String message = failure.getMessage();
    return message != null && message.contains(ALLOCATOR);
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
        || failure instanceof DamagedException
        || failure instanceof ExportException
        || failure instanceof ReportException
        || failure instanceof PointLogException
        || failure instanceof UncheckedIOException
        || failure instanceof IOException) {
      return ExitCode.OUTPUT;
    }
    if (failure instanceof EngineException || isOutOfMemory(failure)) {
      return ExitCode.ENGINE;
    }
    if (failure instanceof CancellationException) {
      return ExitCode.INTERRUPTED;
    }
    return ExitCode.INTERNAL;
  }
}
