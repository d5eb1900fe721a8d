package dev.basin.engine;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Text in which addresses stand without what must not be seen: user names and passwords ({@code
 * https://user:word@host}), queries and fragments, where tokens are ({@code
 * https://host/?token=…}).
 */
public final class WithoutSecrets {
  private static final String HIDDEN = "***";

  /** Of an address that was taken for the path of a file, too, which leaves one slash of two. */
  private static final String SCHEME = "[A-Za-z][A-Za-z0-9+.-]+:/{1,3}+";

  /** Of an address; it ends at a space or quotation mark. */
  private static final String LETTER = "[^\\s'\"<>]";

  /** Greedy, as a password may hold an at sign. */
  private static final Pattern USER = Pattern.compile("(" + SCHEME + ")" + LETTER + "*@");

  /** A user and a password that is no port's number, before a question mark in the password. */
  private static final String PASSWORD = "[^\\s/@:?#]*:[^/@?#]*[^/@?#\\d][^/@?#]*[?#]";

  /** An at sign after any other question mark may be a token's: all of it is hidden. */
  private static final Pattern EITHER =
      Pattern.compile(
          "(" + SCHEME + ")(?!" + PASSWORD + ")[^\\s'\"<>?#]*[?#]" + LETTER + "*@" + LETTER + "*");

  private static final Pattern BEGINS_WITH_PASSWORD = Pattern.compile(PASSWORD);

  private static final Pattern QUERY =
      Pattern.compile("(" + SCHEME + "[^\\s'\"<>?]*)\\?[^\\s'\"<>#]*");
  private static final Pattern FRAGMENT =
      Pattern.compile("(" + SCHEME + "[^\\s'\"<>#]*)#" + LETTER + "*=" + LETTER + "*");

  private static final Pattern SLASHES = Pattern.compile("/+");

  private WithoutSecrets() {}

  /** A text with addresses in it. */
  public static String of(String text) {
    if (!text.contains(":/")) {
      return text;
    }
    String hidden = EITHER.matcher(text).replaceAll("$1" + HIDDEN);
    hidden = USER.matcher(hidden).replaceAll("$1" + HIDDEN + "@");
    hidden = QUERY.matcher(hidden).replaceAll("$1?" + HIDDEN);
    return FRAGMENT.matcher(hidden).replaceAll("$1#" + HIDDEN);
  }

  /**
   * A text that may be an address as a whole, with spaces, quotation marks or without its scheme:
   * what stands between the scheme and the last at sign is hidden, and what follows a question
   * mark.
   */
  public static String ofAddress(String address) {
    int scheme = address.indexOf("://");
    int from = scheme < 0 ? 0 : scheme + 3;
    int at = address.lastIndexOf('@');
    String hidden = address;
    if (scheme >= 0 && at > from && isOfToken(address.substring(from, at))) {
      return address.substring(0, from) + HIDDEN;
    }
    if (at >= from && (scheme >= 0 || address.substring(0, at).contains(":"))) {
      hidden = address.substring(0, from) + HIDDEN + address.substring(at);
    }
    int query = hidden.indexOf('?', from);
    if (query >= 0 && (scheme >= 0 || hidden.length() < address.length() || isQuery(hidden))) {
      hidden = hidden.substring(0, query + 1) + HIDDEN;
    }
    return of(hidden);
  }

  /** Whether an at sign that follows may be a token's. */
  private static boolean isOfToken(String before) {
    return before.chars().anyMatch(c -> c == '?' || c == '#')
        && !BEGINS_WITH_PASSWORD.matcher(before).lookingAt();
  }

  private static boolean isQuery(String text) {
    return text.indexOf('=', text.indexOf('?')) > 0;
  }

  /**
   * A text that repeats words which somebody typed.
   *
   * @param words any of which may be an address, or an option with one
   */
  public static String of(String text, List<String> words) {
    String hidden = text;
    for (String word : words) {
      String address = word.startsWith("-") ? word.substring(word.indexOf('=') + 1) : word;
      if (address.contains("://") || address.contains("@")) {
        String shown = ofAddress(address);
        hidden = hidden.replace(address, shown);
        hidden = hidden.replace(SLASHES.matcher(address).replaceAll("/"), shown);
      }
    }
    return of(hidden);
  }
}
