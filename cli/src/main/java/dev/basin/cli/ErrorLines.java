package dev.basin.cli;

import dev.basin.data.fetch.DataUnavailableException;
import dev.basin.engine.Printable;
import dev.basin.engine.WithoutSecrets;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/**
 * The one printer of failures: one clear line and an exit code for each, whatever its class and
 * wherever it was thrown. A stack trace is printed with {@code -Dbasin.debug} alone.
 */
final class ErrorLines {
  private static final String DEBUG = "basin.debug";
  private static final int LONGEST_LINE = 4000;

  private ErrorLines() {}

  /**
   * Prints a failure.
   *
   * @return its exit code
   */
  static int report(Throwable thrown, PrintWriter err) {
    return report(thrown, err, List.of());
  }

  /**
   * Prints a failure.
   *
   * @param words that were typed, in which addresses may have passwords
   * @return its exit code
   */
  static int report(Throwable thrown, PrintWriter err, List<String> words) {
    Failure failure = Failure.of(thrown);
    if (isDebugging()) {
      thrown.printStackTrace(err);
    }
    if (failure.code() != ExitCode.INTERRUPTED) { // Interrupt has said what happened
      String line = WithoutSecrets.of("basin: " + failure.line(), words).strip();
      // the one that is a list: where was looked, what was tried, what to place where
      boolean list = thrown instanceof DataUnavailableException;
      print(list ? Printable.lines(line) : Printable.shortened(line, LONGEST_LINE), err);
    }
    return failure.code();
  }

  private static boolean isDebugging() {
    String setting = System.getProperty(DEBUG);
    return setting != null && !setting.equals("false");
  }

  private static void print(String line, PrintWriter err) {
    err.println(line);
    err.flush();
  }

  /** Standard error as text. */
  static PrintWriter standardError() {
    return new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
  }

  /** Prints what failed in a thread that nobody waits for. */
  static void uncaught(Thread thread, Throwable thrown) {
    report(thrown, standardError());
  }

  static int wrongUsage(CommandLine.ParameterException failure, List<String> words) {
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
    String shown = WithoutSecrets.of(line.toString(), words).strip();
    print(Printable.shortened(shown, LONGEST_LINE), command.getErr());
    return ExitCode.USAGE;
  }
}
