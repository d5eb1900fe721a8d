package dev.basin.data.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The records of a pax header: {@code LENGTH KEY=VALUE} and a new line, LENGTH counting it all. */
final class PaxRecords {
  private static final int MOST_DIGITS = 18;

  private PaxRecords() {}

  /** The values by their keys; of a key that comes again, the last. */
  static Map<String, String> parse(byte[] content) throws IOException {
    Map<String, String> records = new HashMap<>();
    int at = 0;
    while (at < content.length) {
      int blank = indexOf(content, ' ', at);
      long length = number("length", new String(content, at, blank - at, StandardCharsets.UTF_8));
      int equals = indexOf(content, '=', blank);
      int end = (int) Math.min(content.length, at + length) - 1;
      if (at + length > content.length || equals > end || content[end] != '\n') {
        throw new TarException("found a damaged pax record at byte " + at + " of its header");
      }
      records.put(
          new String(content, blank + 1, equals - blank - 1, StandardCharsets.UTF_8),
          new String(content, equals + 1, end - equals - 1, StandardCharsets.UTF_8));
      at += (int) length;
    }
    return records;
  }

  /** A number of a record, in decimal digits. */
  static long number(String field, String digits) throws IOException {
    if (!digits.matches("[0-9]{1," + MOST_DIGITS + "}")) {
      throw new TarException("found pax " + field + " '" + digits + "', expected digits");
    }
    return Long.parseLong(digits);
  }

  private static int indexOf(byte[] content, char letter, int from) throws IOException {
    for (int at = from; at < content.length; at++) {
      if (content[at] == letter) {
        return at;
      }
    }
    throw new TarException("found a pax record without '" + letter + "'");
  }
}
