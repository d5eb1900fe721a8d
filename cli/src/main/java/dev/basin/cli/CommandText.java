package dev.basin.cli;

import dev.basin.engine.WithoutSecrets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The command as the user typed it, to be pasted into a shell again. */
final class CommandText {
  /** The launcher as it was called. */
  private static final String PROGRAM = "basin.program";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+@%-]+");
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT).startsWith("windows");

  private CommandText() {}

  /** What was typed to start this command. */
  static List<String> words(CommandSpec command) {
    return Stream.concat(
            Stream.of(System.getProperty(PROGRAM, "basin")),
            command.root().commandLine().getParseResult().originalArgs().stream())
        .toList();
  }

  /** One line that a shell reads back as these words, but for passwords in addresses. */
  static String line(List<String> words) {
    return words.stream()
        .map(word -> word.contains("://") ? WithoutSecrets.ofAddress(word) : word)
        .map(CommandText::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    return WINDOWS
        ? "\"" + word.replace("\"", "\\\"") + "\""
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
