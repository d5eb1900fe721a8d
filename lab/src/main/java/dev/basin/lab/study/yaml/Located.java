package dev.basin.lab.study.yaml;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Printable;
import dev.basin.engine.Range;
import dev.basin.lab.study.StudyFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A value of a study file that knows its name and its line, so that what is wrong with it can be
 * said where it stands: a {@link String}, a list of these, or a map to these.
 *
 * <p>Every method that reads throws {@link StudyFormatException}.
 */
final class Located {
  private static final int LONGEST_NAME = 60;

  private final String file;
  private final int line;
  private final String name;
  private final Object value;

  private Located(String file, int line, String name, Object value) {
    this.file = file;
    this.line = line;
    this.name = name;
    this.value = value;
  }

  static Located text(String file, int line, String name, String text) {
    return new Located(file, line, name, text);
  }

  static Located list(String file, int line, String name, List<Located> list) {
    return new Located(file, line, name, List.copyOf(list));
  }

  static Located map(String file, int line, String name, Map<String, Located> map) {
    return new Located(file, line, name, new LinkedHashMap<>(map));
  }

  /** An exception that begins with this value's place. */
  StudyFormatException error(String message) {
    return new StudyFormatException(place() + message);
  }

  private String place() {
    return file + ":" + line + ": ";
  }

  /** Says what was found in place of what is expected. */
  StudyFormatException wrong(String expected) {
    String found = value instanceof String text ? Printable.quote(text) : kind();
    return error(shownName() + " is " + found + "; expected " + expected);
  }

  private StudyFormatException wrong(String expected, Throwable cause) {
    StudyFormatException wrong = wrong(expected);
    wrong.initCause(cause);
    return wrong;
  }

  private String shownName() {
    return Printable.shortened(name, LONGEST_NAME);
  }

  private String kind() {
    return value instanceof List<?> ? "a list" : "a map";
  }

  /** The folder of the file in which it stands. */
  Path folder() {
    Path parent = Path.of(file).toAbsolutePath().getParent();
    return parent == null ? Path.of("").toAbsolutePath() : parent;
  }

  /** A text. */
  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw wrong("one value");
  }

  /** Whether it is one text, rather than a list or a map. */
  boolean isText() {
    return value instanceof String;
  }

  /** A whole number of a range. */
  int count(Range range) {
    String expected = "a whole number, " + range.describe();
    try {
      int number = Integer.parseInt(text());
      if (range.contains(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(expected, e);
    }
    throw wrong(expected);
  }

  /** A whole number. */
  long integer() {
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException e) {
      throw wrong("a whole number", e);
    }
  }

  /** A number above 0 that float32 holds. */
  double positive() {
    String expected = "a number " + Range.POSITIVE.describe();
    try {
      double number = Double.parseDouble(text());
      if (Range.POSITIVE.contains(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(expected, e);
    }
    throw wrong(expected);
  }

  /** What a reader of text forms makes of it; its refusals get this place. */
  <T> T parsed(Function<String, T> reader) {
    String text = text();
    try {
      return reader.apply(text);
    } catch (StudyFormatException e) {
      throw e;
    } catch (DatasetFormatException e) {
      throw e.namedAt(place() + shownName() + ": ");
    } catch (RuntimeException e) {
      throw new StudyFormatException(place() + shownName() + ": " + e.getMessage(), e);
    }
  }

  /** What is made of several values; refusals get this place. */
  <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (StudyFormatException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new StudyFormatException(place() + shownName() + ": " + e.getMessage(), e);
    }
  }

  /** One of the words. */
  String word(Set<String> words) {
    String text = text();
    if (!words.contains(text)) {
      throw wrong(words.stream().sorted().collect(Collectors.joining(", ", "one of ", "")));
    }
    return text;
  }

  /** A list of at least one value; a lone value is a list of one. */
  List<Located> list() {
    if (value instanceof List<?> list) {
      if (list.isEmpty()) {
        throw error(shownName() + " is an empty list; expected at least one value");
      }
      List<Located> values = new ArrayList<>();
      list.forEach(element -> values.add((Located) element));
      return values;
    }
    return List.of(this);
  }

  /** A map, in the order of the file. */
  Map<String, Located> entries() {
    if (value instanceof Map<?, ?> map) {
      Map<String, Located> entries = new LinkedHashMap<>();
      map.forEach((key, element) -> entries.put((String) key, (Located) element));
      return entries;
    }
    throw wrong("a map, one 'key: value' a line");
  }

  /** Refuses keys that nobody knows. */
  Located requireKeys(Set<String> known) {
    entries()
        .forEach(
            (key, element) -> {
              if (!known.contains(key)) {
                throw element.error(
                    "unknown key "
                        + Printable.quote(key)
                        + " in "
                        + shownName()
                        + "; known are "
                        + known.stream().sorted().collect(Collectors.joining(", ")));
              }
            });
    return this;
  }

  /** The value of a key, if it is there. */
  Optional<Located> get(String key) {
    return Optional.ofNullable(entries().get(key));
  }

  /** The value of a key that must be there. */
  Located require(String key) {
    return get(key)
        .orElseThrow(() -> error(shownName() + " has no '" + key + "'; it must be given"));
  }

  /**
   * The same with another's values over it: maps are merged key by key, anything else is replaced.
   */
  Located with(Located over) {
    if (!(value instanceof Map<?, ?>) || !(over.value instanceof Map<?, ?>)) {
      return over;
    }
    Map<String, Located> merged = entries();
    over.entries()
        .forEach(
            (key, element) -> {
              Located below = merged.get(key);
              merged.put(key, below == null ? element : below.with(element));
            });
    return map(file, line, name, merged);
  }

  /** The same, standing where another does. */
  Located placedAs(Located other) {
    return new Located(other.file, other.line, name, value);
  }

  /** The same without some keys. */
  Located without(Set<String> keys) {
    Map<String, Located> entries = entries();
    entries.keySet().removeAll(keys);
    return map(file, line, name, entries);
  }

  @Override
  public String toString() {
    return place() + name;
  }
}
