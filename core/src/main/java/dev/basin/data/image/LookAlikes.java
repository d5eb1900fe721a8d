package dev.basin.data.image;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Names that differ although a reader sees no difference: one letter in two of Unicode's forms, as
 * macOS (NFD) and others (NFC) write it, large and small letters, blanks and what is not seen.
 */
public final class LookAlikes {
  private LookAlikes() {}

  private static String look(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .replaceAll("[\\p{Cf}\\s\\p{Z}]", "")
        .toLowerCase(Locale.ROOT);
  }

  /** Whether two names are one text in two of Unicode's forms. */
  private static boolean areOneText(String one, String two) {
    return Normalizer.normalize(one, Normalizer.Form.NFC)
        .equals(Normalizer.normalize(two, Normalizer.Form.NFC));
  }

  /** The first of other names that is the same text in another of Unicode's forms. */
  static Optional<String> inAnotherForm(String name, Collection<String> others) {
    return others.stream()
        .filter(other -> !other.equals(name) && areOneText(name, other))
        .findFirst();
  }

  /** The first of other names that looks like a name. */
  static Optional<String> of(String name, Collection<String> others) {
    String look = look(name);
    return others.stream()
        .filter(other -> !other.equals(name) && look(other).equals(look))
        .findFirst();
  }

  /**
   * A name as it is, or spelled by numbers of its letters where another one looks like it.
   *
   * @param others all names that it may be taken for; it may be one of them
   */
  public static String shown(String name, Collection<String> others) {
    return of(name, others).isPresent() ? spelled(name) : name;
  }

  /** A name with the numbers of all letters outside ASCII and of blanks: {@code caf\u00e9}. */
  static String spelled(String name) {
    StringBuilder spelled = new StringBuilder();
    name.codePoints()
        .forEach(
            letter -> {
              if (letter > ' ' && letter < 0x7F) {
                spelled.appendCodePoint(letter);
              } else if (letter == ' ' && !name.startsWith(" ") && !name.endsWith(" ")) {
                spelled.append(' ');
              } else {
                spelled.append(
                    letter <= 0xFFFF
                        ? String.format("\\u%04x", letter)
                        : String.format("\\U%08x", letter));
              }
            });
    return spelled.toString();
  }
}
