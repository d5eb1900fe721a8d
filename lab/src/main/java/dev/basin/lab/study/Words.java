package dev.basin.lab.study;

import dev.basin.engine.Printable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants by the words that study files have for them: {@code ADAPTIVE_BOX}, adaptive-box. */
public final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The constant of a word.
   *
   * @param before what is said before the word that is refused
   * @param after what is said after it, before the words that are known
   * @throws IllegalArgumentException if there is none
   */
  public static <E extends Enum<E>> E parse(E[] all, String word, String before, String after) {
    return Arrays.stream(all)
        .filter(constant -> of(constant).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(all)
                        .map(Words::of)
                        .collect(
                            Collectors.joining(", ", before + Printable.quote(word) + after, ""))));
  }
}
