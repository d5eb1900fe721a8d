package dev.basin.engine;

import java.util.Collection;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Text from outside as a message may repeat it: on one line, without anything that a terminal
 * obeys, and not endless.
 */
public final class Printable {
  /** What stands for a character that is not repeated. */
  private static final int INSTEAD = '?';

  private static final int LONGEST_QUOTATION = 100;
  private static final int MOST_NAMES = 6;
  private static final int LONGEST_NAME = 30;

  private Printable() {}

  /**
   * The text with a question mark for each control character (C0, C1 and DEL, so line ends and
   * terminals' escapes, too), line or paragraph separator, mark that turns the direction of
   * writing, and half of a surrogate pair.
   */
  public static String of(String text) {
    IntPredicate isForeign = Printable::isForeign;
    if (text.codePoints().noneMatch(isForeign)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(letter -> shown.appendCodePoint(isForeign.test(letter) ? INSTEAD : letter));
    return shown.toString();
  }

  /**
   * The same for a text of several lines, whose ends and tabs stay.
   *
   * @param text with line ends as any system writes them
   */
  public static String lines(String text) {
    if (text.codePoints().noneMatch(letter -> isForeign(letter) && letter != '\n')) {
      return text;
    }
    int[] letters = text.codePoints().toArray();
    StringBuilder shown = new StringBuilder(text.length());
    for (int k = 0; k < letters.length; k++) {
      boolean ofLines =
          letters[k] == '\n'
              || letters[k] == '\t'
              || (letters[k] == '\r' && k + 1 < letters.length && letters[k + 1] == '\n');
      shown.appendCodePoint(ofLines || !isForeign(letters[k]) ? letters[k] : INSTEAD);
    }
    return shown.toString();
  }

  /** Whether {@link #of} would not repeat a character. */
  public static boolean isForeign(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> turnsDirection(letter);
      default -> false;
    };
  }

  /** Marks of Unicode's bidirectional algorithm, with which a text can look like another. */
  private static boolean turnsDirection(int letter) {
    return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
  }

  /**
   * The same, of a longer text the beginning and an ellipsis.
   *
   * @param longest how many characters (UTF-16 units) are shown, at least 1
   */
  public static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return of(text);
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return of(text.substring(0, end)) + "…";
  }

  /** The same, at most {@value #LONGEST_QUOTATION} characters of it, between quotation marks. */
  public static String quote(String text) {
    return "'" + shortened(text, LONGEST_QUOTATION) + "'";
  }

  /** Names in their order, separated by commas; of many the first, and how many more there are. */
  public static String list(Collection<String> names) {
    String first =
        names.stream()
            .limit(MOST_NAMES)
            .map(name -> shortened(name, LONGEST_NAME))
            .collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMES
        ? first
        : first + " and " + (names.size() - MOST_NAMES) + " more";
  }
}
