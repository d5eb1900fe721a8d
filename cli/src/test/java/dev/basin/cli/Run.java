package dev.basin.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * What a command printed and how it ended.
 *
 * @param code its exit code
 * @param out standard output
 * @param err standard error
 */
record Run(int code, String out, String err) {

  /** Runs a command in this process. */
  static Run of(String... arguments) {
    return of(Main::commandLine, arguments);
  }

  /** Runs a comparison that saves its state after every epoch. */
  static Run savingOften(String... arguments) {
    return of(Run::savingOften, arguments);
  }

  static Run of(List<String> arguments) {
    return of(arguments.toArray(new String[0]));
  }

  static CommandLine savingOften() {
    CommandLine commandLine = Main.commandLine();
    CompareCommand compare =
        (CompareCommand) commandLine.getSubcommands().get("compare").getCommand();
    compare.checkpointInterval = Duration.ZERO;
    TrainCommand train = (TrainCommand) commandLine.getSubcommands().get("train").getCommand();
    train.checkpointInterval = Duration.ZERO;
    return commandLine;
  }

  /** Runs a command of one's own in this process; training has a store of its own each time. */
  static Run of(Supplier<CommandLine> commandLine, String... arguments) {
    List<String> words = List.of(arguments);
    if (words.isEmpty() || !words.get(0).equals("train") || words.contains("--store")) {
      return run(commandLine, arguments);
    }
    try {
      Path store = Files.createTempDirectory("basin-store");
      try {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--store", store.toString()));
        return run(commandLine, all.toArray(new String[0]));
      } finally {
        Folder.remove(store);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Run run(Supplier<CommandLine> commandLine, String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code;
    System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    try {
      code = Main.run(commandLine.get(), arguments);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return new Run(
        code, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
  }
}
