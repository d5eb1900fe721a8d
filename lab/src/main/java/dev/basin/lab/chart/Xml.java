package dev.basin.lab.chart;

import dev.basin.engine.Printable;

/** Text made safe for XML and HTML. */
public final class Xml {

  private Xml() {}

  /**
   * Escapes a text for an element's content or a quoted attribute. Characters that XML forbids, or
   * with which a text can look like another, become U+FFFD.
   */
  public static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowed(c) ? c : 0xfffd);
              }
            });
    return safe.toString();
  }

  private static boolean allowed(int c) {
    boolean white = c == '\t' || c == '\n' || c == '\r';
    return white || (!Printable.isForeign(c) && c != 0xfffe && c != 0xffff);
  }
}
