package dev.basin.cli;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.fetch.DataUnavailableException;
import dev.basin.engine.DimensionMismatchException;
import dev.basin.engine.EngineException;
import dev.basin.lab.DataMismatchException;
import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.export.ExportException;
import dev.basin.lab.report.ReportException;
import dev.basin.lab.store.DamagedException;
import dev.basin.landscape.PointLogException;
import dev.basin.network.UnknownNetworkException;
import dev.basin.network.WeightsFormatException;
import dev.basin.network.WeightsMismatchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;

/**
 * What a failure of any class means to whoever started Basin.
 *
 * @param code the exit code
 * @param line what to say, in one line
 */
record Failure(int code, String line) {
  /** How libtorch and C++ say that memory is out. */
  private static final List<String> ALLOCATORS =
      List.of("DefaultCPUAllocator", "bad_alloc", "not enough memory");

  private static final int DEEPEST_CAUSE = 20;
  private static final String CANNOT = "cannot read or write";

  static Failure of(Throwable thrown) {
    Throwable failure = unwrapped(thrown);
    int code = codeOf(failure);
    if (code == ExitCode.INTERNAL) {
      return new Failure(code, internal(failure));
    }
    return new Failure(
        code, saidOfFile(thrown).map(said -> CANNOT + " " + said).orElse(text(failure)));
  }

  /** What is said of the file that failed, where the failure itself does not name it. */
  private static Optional<String> saidOfFile(Throwable thrown) {
    Throwable outer = thrown;
    for (int k = 0; k < DEEPEST_CAUSE && outer != null; k++) {
      Throwable cause = outer.getCause();
      if (outer instanceof UncheckedIOException
          && cause != null
          && !(cause instanceof FileSystemException)
          && !cause.toString().equals(outer.getMessage())) {
        return Optional.ofNullable(outer.getMessage());
      }
      outer = cause;
    }
    return Optional.empty();
  }

  /** The failure itself, out of what threads and reflection wrap around it. */
  private static Throwable unwrapped(Throwable thrown) {
    Throwable failure = thrown;
    for (int k = 0; k < DEEPEST_CAUSE && isWrapper(failure); k++) {
      Throwable cause = failure.getCause();
      if (cause == null) {
        break;
      }
      failure = cause;
    }
    return failure;
  }

  private static boolean isWrapper(Throwable failure) {
    if (failure instanceof UncheckedIOException) {
      return !namesTheFile(failure);
    }
    if (failure instanceof CompletionException
        || failure instanceof ExecutionException
        || failure instanceof CommandLine.ExecutionException
        || failure instanceof InvocationTargetException
        || failure instanceof ExceptionInInitializerError) {
      return true;
    }
    Throwable cause = failure.getCause();
    boolean addsNothing = cause != null && cause.toString().equals(failure.getMessage());
    return addsNothing
        && (failure.getClass() == RuntimeException.class
            || failure.getClass() == IllegalStateException.class);
  }

  /** Whether its cause does not say of which file it is, and it does. */
  private static boolean namesTheFile(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean causeDoes = cause instanceof FileSystemException named && named.getFile() != null;
    return cause != null && !causeDoes && !cause.toString().equals(failure.getMessage());
  }

  private static int codeOf(Throwable failure) {
    if (isOutOfMemory(failure)
        || failure instanceof EngineException
        || failure instanceof LinkageError) {
      return ExitCode.ENGINE;
    }
    if (failure instanceof IllegalArgumentException
        || failure instanceof UnknownNetworkException
        || failure instanceof CommandLine.PicocliException) {
      return ExitCode.USAGE;
    }
    if (failure instanceof DataUnavailableException
        || failure instanceof DatasetFormatException
        || failure instanceof DataMismatchException) {
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
    return failure instanceof CancellationException ? ExitCode.INTERRUPTED : ExitCode.INTERNAL;
  }

  private static boolean isOutOfMemory(Throwable failure) {
    String message = failure.getMessage();
    return failure instanceof OutOfMemoryError
        || (failure.getClass() == RuntimeException.class // what JavaCPP makes of C++'s
            && message != null
            && ALLOCATORS.stream().anyMatch(message::contains));
  }

  private static String text(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return outOfMemory(String.valueOf(failure.getMessage()));
    }
    if (isOutOfMemory(failure)) {
      return "not enough memory; use --parallel 1, a smaller --subspace or a smaller --limit";
    }
    if (failure instanceof LinkageError) {
      return "a part of this installation could not be loaded ("
          + failure
          + "); run 'basin doctor', or install Basin again";
    }
    if (failure instanceof FileSystemException named && named.getFile() != null) {
      return CANNOT + " " + named.getFile() + ": " + FileFailure.reason(named);
    }
    if (failure instanceof IOException io) {
      return CANNOT + ": " + FileFailure.reason(io);
    }
    String message = failure.getMessage();
    if (message == null) {
      return failure.toString();
    }
    return failure instanceof UncheckedIOException ? "cannot read or write " + message : message;
  }

  /** Java's own memory is small, as tensors are not in it, and threads are the system's. */
  private static String outOfMemory(String reason) {
    if (reason.contains("thread")) {
      return "the system gives no more threads ("
          + reason
          + "); use a smaller --parallel, or raise the limit on processes (ulimit -u)";
    }
    return "not enough memory ("
        + reason
        + "); ask for less, such as fewer points, or give Java more: BASIN_JAVA_OPTS=-Xmx4g";
  }

  private static String internal(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return "internal error: "
        + failure.toString().lines().findFirst().orElse("").strip()
        + (trace.length == 0 ? "" : " at " + trace[0])
        + "; please report it, with the trace that BASIN_JAVA_OPTS=-Dbasin.debug=true prints";
  }
}
