package dev.basin.hostile;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Ways to spoil text. */
final class TextMutations {
  private static final int HUGE = 100_000;

  /** Numbers that are too large, too small, none, or written as few write them. */
  static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "1",
          "2",
          "0.5",
          "1e999",
          "-1e999",
          "1e-999",
          "1e300",
          "NaN",
          "Infinity",
          "-inf",
          "0x10",
          "1_000",
          "1,5",
          "٣",
          "00012",
          "+7",
          ".5",
          "5.",
          "1e",
          "127",
          "256",
          "65536",
          "2147483647",
          "2147483648",
          "-2147483648",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "99999999999999999999",
          "1" + "0".repeat(30),
          "9".repeat(5_000),
          "1e" + "9".repeat(30),
          "");

  /** What is no text, is text of another system, or does something to a terminal. */
  private static final List<String> TOKENS =
      List.of(
          "\0",
          "\uFEFF",
          "\r",
          "\r\n",
          "\n",
          "\t",
          " ",
          "\u001B[31m",
          "\u0007",
          "\u009B2J",
          "\u007F",
          "\u0085",
          "\u2028",
          "\u202E",
          "\uFFFD",
          "\uD83D\uDE00",
          "\"",
          "'",
          "\\",
          "\\u0000",
          "%s%n",
          "${x}",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "=",
          "+",
          "|",
          "&a",
          "*a",
          "<<",
          "!!int",
          "#",
          "-",
          "---",
          "null",
          "true",
          "~",
          "..",
          "/",
          "../../x",
          "/dev/zero");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_.%-]+");

  private TextMutations() {}

  /** All of them. */
  static List<Mutation> all() {
    return List.of(
        onText((text, chance) -> replaceOne(text, NUMBER, chance.of(NUMBERS), chance)),
        onText((text, chance) -> replaceOne(text, NUMBER, chance.of(NUMBERS), chance)),
        onText((text, chance) -> replaceOne(text, WORD, chance.of(NUMBERS), chance)),
        onText((text, chance) -> replaceOne(text, WORD, chance.of(TOKENS), chance)),
        onText((text, chance) -> replaceOne(text, WORD, word(text, chance), chance)),
        onText((text, chance) -> insert(text, chance.of(TOKENS), chance)),
        onText((text, chance) -> insert(text, chance.of(TOKENS), chance)),
        onText((text, chance) -> insert(text, nested(chance), chance)),
        onText((text, chance) -> insert(text, huge(chance), chance)),
        onText(TextMutations::lines),
        TextMutations::encode);
  }

  @FunctionalInterface
  private interface OnText {
    String of(String text, Chance chance);
  }

  /** A character is a byte, so that text inside of something else can be spoilt, too. */
  private static Mutation onText(OnText mutation) {
    return (content, chance) ->
        mutation
            .of(new String(content, StandardCharsets.ISO_8859_1), chance)
            .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String replaceOne(String text, Pattern what, String by, Chance chance) {
    List<MatchResult> places = what.matcher(text).results().toList();
    if (places.isEmpty()) {
      return octets(by) + text;
    }
    MatchResult place = chance.of(places);
    return text.substring(0, place.start()) + octets(by) + text.substring(place.end());
  }

  private static String word(String text, Chance chance) {
    List<MatchResult> words = WORD.matcher(text).results().toList();
    return words.isEmpty() ? "" : chance.of(words).group();
  }

  private static String insert(String text, String token, Chance chance) {
    int at = chance.onceIn(4) ? 0 : chance.below(text.length() + 1);
    return text.substring(0, at) + octets(token) + text.substring(at);
  }

  private static String nested(Chance chance) {
    String one = chance.of(List.of("[", "{\"a\":", "{a: ", "(", "- ", "\"", "&a [*a,"));
    return one.repeat(10 + chance.small(HUGE / 10));
  }

  private static String huge(Chance chance) {
    return chance.of(List.of("A", "9", "\\", "é", " ", "\u001B")).repeat(chance.small(HUGE));
  }

  private static String lines(String text, Chance chance) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return "\n";
    }
    int one = chance.below(lines.size());
    int other = chance.below(lines.size());
    switch (chance.below(5)) {
      case 0 -> lines.remove(one);
      case 1 -> lines.add(other, lines.get(one));
      case 2 -> Collections.swap(lines, one, other);
      case 3 -> lines.set(one, lines.get(one).stripLeading());
      default -> lines.set(one, "  " + lines.get(one));
    }
    return String.join("\n", lines) + (chance.onceIn(2) ? "\n" : "");
  }

  /** The same text as other programs and systems write it. */
  private static byte[] encode(byte[] content, Chance chance) {
    String text = new String(content, StandardCharsets.UTF_8);
    return switch (chance.below(8)) {
      case 0 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
      case 1 -> text.getBytes(StandardCharsets.UTF_16);
      case 2 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
      case 3 -> text.getBytes(StandardCharsets.UTF_16BE);
      case 4 -> text.getBytes(Charset.forName("UTF-32"));
      case 5 -> text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
      case 6 -> text.replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
      default -> (text + "ä").getBytes(StandardCharsets.ISO_8859_1);
    };
  }
}
