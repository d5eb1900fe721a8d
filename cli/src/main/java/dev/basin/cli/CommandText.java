package dev.basin.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The command as the user typed it, to be pasted into a shell again. */
final class CommandText {
  /** The launcher as it was called. */
  private static final String PROGRAM = "basin.program";

  private CommandText() {}

  /** How Basin was started. */
  static String program() {
    return System.getProperty(PROGRAM, "basin");
  }

  /** What was typed to start this command. */
  static List<String> words(CommandSpec command) {
    return Stream.concat(
            Stream.of(program()),
            command.root().commandLine().getParseResult().originalArgs().stream())
        .toList();
  }
}
