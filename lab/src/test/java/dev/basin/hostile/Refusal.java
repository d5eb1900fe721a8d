package dev.basin.hostile;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a reader may refuse what it is given: by exceptions that it documents, whose message is one
 * line, not long, printable, and names what is at fault.
 *
 * @param types the exceptions, no others
 * @param namesPlace whether the message has to name a path of the input
 */
record Refusal(Set<Class<? extends Throwable>> types, boolean namesPlace) {
  private static final int LONGEST = 500;

  /** Written apart from the code under test: what a terminal obeys, and what turns text around. */
  private static final Pattern FOREIGN =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]");

  Refusal {
    types = Set.copyOf(types);
  }

  /**
   * What is wrong with a refusal; empty if nothing is.
   *
   * @param folder of the input; its own name counts for nothing in the message's length
   */
  String fault(Throwable thrown, Path folder) {
    if (!types.contains(thrown.getClass())) {
      return "threw " + thrown.getClass().getName();
    }
    String message = thrown.getMessage();
    if (message == null || message.isBlank()) {
      return "says nothing";
    }
    if (FOREIGN.matcher(message).find()) {
      return "repeats what a terminal obeys";
    }
    int length = message.replace(folder.toString(), "").length();
    if (length > LONGEST) {
      return "takes more than " + LONGEST + " characters";
    }
    if (namesPlace && !message.contains(folder.toString())) {
      return "names no file";
    }
    return "";
  }
}
