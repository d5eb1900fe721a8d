package dev.basin.lab.report;

import dev.basin.engine.WithoutSecrets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words as one line of a shell: a POSIX shell's quotes, or, on Windows, its own. */
public final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+@%-]+");
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private ShellWords() {}

  /** One line that a shell reads back as these words, but for passwords in addresses. */
  public static String line(List<String> words) {
    return words.stream()
        .map(word -> word.contains("://") ? WithoutSecrets.ofAddress(word) : word)
        .map(ShellWords::quoted)
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
