package dev.basin.landscape;

import dev.basin.engine.Printable;
import dev.basin.engine.Sha256;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What defines a series of measured points: two runs with equal definitions measure the same
 * numbers.
 *
 * @param kind what is measured, such as {@code plane}
 * @param settings everything that the numbers depend on, by name
 * @param columns the names of the numbers of a point
 */
public record Measurement(String kind, Map<String, String> settings, List<String> columns) {
  private static final String MARK = "# ";

  /** Copies both and refuses what could not be read back. */
  public Measurement {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    columns = List.copyOf(columns);
    settings.forEach(
        (name, value) -> {
          if (name.isEmpty() || name.contains("=") || (name + value).matches("(?s).*[\\r\\n].*")) {
            throw new IllegalArgumentException(
                "setting '" + name + "' = '" + value + "'; expected one line, no '=' in the name");
          }
        });
  }

  /** The head of its file: a line a setting, a digest of them, the names of the columns. */
  String header() {
    StringBuilder text = new StringBuilder(MARK).append("basin ").append(kind).append(" 1\n");
    settings.forEach(
        (name, value) -> text.append(MARK).append(name).append('=').append(value).append('\n'));
    text.append(MARK).append("columns=").append(String.join(" ", columns)).append('\n');
    return text
        + MARK
        + "sha256="
        + Sha256.of(text.toString())
        + "\n"
        + String.join("\t", columns)
        + "\n";
  }

  /** What tells another file's head from this one's, in words. */
  String difference(List<String> otherLines) {
    String title = MARK + "basin " + kind + " 1";
    String found = otherLines.isEmpty() ? "" : otherLines.get(0);
    if (!found.equals(title)) {
      return found.startsWith(MARK + "basin ")
          ? "it is of "
              + Printable.quote(found.substring(MARK.length()))
              + ", not of 'basin "
              + kind
              + " 1'"
          : "it does not begin with '" + title + "'";
    }
    Map<String, String> other = new LinkedHashMap<>();
    for (String line : otherLines) {
      int sign = line.indexOf('=');
      if (line.startsWith(MARK) && sign > 0) {
        other.put(line.substring(MARK.length(), sign), line.substring(sign + 1));
      }
    }
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String there = other.get(setting.getKey());
      if (!setting.getValue().equals(there)) {
        return setting.getKey()
            + " is "
            + (there == null ? "not said" : Printable.quote(there))
            + " there and "
            + Printable.quote(setting.getValue())
            + " here";
      }
    }
    return "its first lines are damaged";
  }
}
