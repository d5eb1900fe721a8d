package dev.basin.engine.text;

import dev.basin.engine.Printable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings written as one shell word that needs no quotes, {@code name} or {@code
 * name:key=value,key=value,…}. Each setting is asked for by its key, with the value that it has
 * unless the text says otherwise; what was never asked for is refused by {@link #requireAllKnown}.
 *
 * <p>Every method that reads throws {@link IllegalArgumentException}, naming what was found and
 * what is known or allowed.
 */
public final class TextForm {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private static final int LONGEST_NAME = 40;

  private final String what;
  private final String text;
  private final String name;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  private TextForm(String what, String text, String name) {
    this.what = what;
    this.text = text;
    this.name = name;
  }

  /**
   * Takes a text apart.
   *
   * @param what it describes, for messages, such as {@code optimizer}
   * @param text {@code name} or {@code name:key=value,…}
   */
  public static TextForm parse(String what, String text) {
    int colon = text.indexOf(':');
    TextForm form = new TextForm(what, text, colon < 0 ? text : text.substring(0, colon));
    if (colon >= 0) {
      for (String setting : text.substring(colon + 1).split(",", -1)) {
        form.add(setting);
      }
    }
    return form;
  }

  private void add(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1 || equals == setting.length() - 1) {
      throw new IllegalArgumentException(
          "%s %s: found %s; expected key=value, separated by commas"
              .formatted(what, Printable.quote(text), Printable.quote(setting)));
    }
    String key = setting.substring(0, equals);
    if (settings.putIfAbsent(key, setting.substring(equals + 1)) != null) {
      throw new IllegalArgumentException(
          "%s %s: %s is given twice"
              .formatted(what, Printable.quote(text), Printable.shortened(key, LONGEST_NAME)));
    }
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** What stands before the colon. */
  public String name() {
    return name;
  }

  /** A word. */
  public String word(String key, String unlessSaid) {
    known.add(key);
    return settings.getOrDefault(key, unlessSaid);
  }

  /** A word that must be there. */
  private String word(String key) {
    String value = word(key, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "%s %s: no setting '%s'; it must be given".formatted(what, Printable.quote(text), key));
    }
    return value;
  }

  /** A decimal number. */
  public double number(String key, double unlessSaid) {
    return word(key, "").isEmpty() ? unlessSaid : number(key);
  }

  /** A decimal number that must be there. */
  public double number(String key) {
    String value = word(key);
    return readNumber(value).orElseThrow(() -> wrong(key, value, "a number"));
  }

  /** A whole number. */
  public int count(String key, int unlessSaid) {
    return word(key, "").isEmpty() ? unlessSaid : count(key);
  }

  /** A whole number that must be there. */
  public int count(String key) {
    String value = word(key);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw wrong(key, value, "a whole number");
    }
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean unlessSaid) {
    String value = word(key, Boolean.toString(unlessSaid));
    if (!value.equals("true") && !value.equals("false")) {
      throw wrong(key, value, "true or false");
    }
    return value.equals("true");
  }

  /** One of an enum's constants, in lower case. */
  public <E extends Enum<E>> E choice(String key, E unlessSaid) {
    String value = word(key, label(unlessSaid));
    E[] all = unlessSaid.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(constant -> label(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    key,
                    value,
                    Arrays.stream(all).map(TextForm::label).collect(Collectors.joining(" or "))));
  }

  /** Refuses settings that were never asked for. */
  public void requireAllKnown() {
    for (String key : settings.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "%s %s: no setting %s; %s has %s"
                .formatted(
                    what,
                    Printable.quote(text),
                    Printable.quote(key),
                    Printable.shortened(name, LONGEST_NAME),
                    String.join(", ", known)));
      }
    }
  }

  private IllegalArgumentException wrong(String key, String value, String expected) {
    return new IllegalArgumentException(
        "%s %s: %s is %s; expected %s"
            .formatted(what, Printable.quote(text), key, Printable.quote(value), expected));
  }

  /** The text of settings, in their order. */
  public static String write(String name, Map<String, Object> settings) {
    return settings.isEmpty()
        ? name
        : settings.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + write(setting.getValue()))
            .collect(Collectors.joining(",", name + ":", ""));
  }

  /** A decimal number, if that is what the text is. */
  public static OptionalDouble readNumber(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text) + 0.0) // -0 is 0, as it is written
        : OptionalDouble.empty();
  }

  private static String write(Object value) {
    if (value instanceof Double number) {
      return write((double) number);
    }
    return value instanceof Enum<?> constant ? label(constant) : value.toString();
  }

  /** A number in its shortest form that reads back as the same number. */
  public static String write(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e7
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
