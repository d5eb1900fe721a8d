package dev.basin.lab.instrument;

import dev.basin.engine.Range;
import dev.basin.engine.text.TextForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A setting of an instrument: its name, what it may be, what it is unless said otherwise, and what
 * it does. Keys of study files, options of commands, their help, and the canonical form of a
 * measurement follow from it.
 *
 * @param <T> its values
 */
public final class Setting<T> {
  private static final String NONE = "none";
  private static final String SEPARATOR = ",";
  private static final String OF_TRIAL = "trial";

  private final String name;
  private final List<String> aliases;
  private final String expected;
  private final @Nullable String usual;
  private final String help;
  private final boolean list;
  private final Quantity.Type type;
  private final Function<String, Optional<T>> reader;
  private final Function<T, String> writer;

  private Setting(
      String name,
      List<String> aliases,
      String expected,
      @Nullable String usual,
      String help,
      boolean list,
      Quantity.Type type,
      Function<String, Optional<T>> reader,
      Function<T, String> writer) {
    this.name = name;
    this.aliases = aliases;
    this.expected = expected;
    this.usual = usual;
    this.help = help;
    this.list = list;
    this.type = type;
    this.reader = reader;
    this.writer = writer;
  }

  private static <T> Setting<T> of(
      String name,
      String expected,
      Quantity.Type type,
      Function<String, Optional<T>> reader,
      Function<T, String> writer) {
    return new Setting<>(name, List.of(), expected, null, "", false, type, reader, writer);
  }

  /** A whole number from {@code least} to {@code most}. */
  public static Setting<Integer> count(String name, int least, int most) {
    return of(
        name,
        "a whole number from " + least + " to " + most,
        Quantity.Type.INTEGER,
        text -> whole(text, value -> value >= least && value <= most).map(Long::intValue),
        value -> Integer.toString(value));
  }

  /** A whole number larger than 0, or {@code word}, whose value is 0; files may say 0 for it. */
  public static Setting<Integer> countOr(String word, String name, int most) {
    return of(
        name,
        "a whole number from 1 to " + most + ", or " + word,
        Quantity.Type.INTEGER,
        text ->
            text.equals(word) || text.equals("0")
                ? Optional.of(0)
                : whole(text, value -> value >= 1 && value <= most).map(Long::intValue),
        value -> value == 0 ? word : Integer.toString(value));
  }

  /** A number in a range. */
  public static Setting<Double> number(String name, Range range) {
    return of(
        name,
        "a number, " + range.describe(),
        Quantity.Type.REAL,
        text -> real(text).filter(range::contains),
        TextForm::write);
  }

  /** A whole number that seeds a random stream, or {@code trial}: derived from the trial's own. */
  public static Setting<OptionalLong> seed(String name) {
    return Setting.<OptionalLong>of(
            name,
            "a whole number, or " + OF_TRIAL,
            Quantity.Type.TEXT,
            text ->
                text.equals(OF_TRIAL)
                    ? Optional.of(OptionalLong.empty())
                    : whole(text, value -> true).map(OptionalLong::of),
            value -> value.isPresent() ? Long.toString(value.getAsLong()) : OF_TRIAL)
        .usual(OF_TRIAL);
  }

  /** True or false; false unless said otherwise. */
  public static Setting<Boolean> flag(String name) {
    return Setting.<Boolean>of(
            name,
            "true or false",
            Quantity.Type.TEXT,
            text ->
                switch (text) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default -> Optional.empty();
                },
            value -> Boolean.toString(value))
        .usual("false");
  }

  /** One of an enum's constants, in lower case and with hyphens. */
  public static <E extends Enum<E>> Setting<E> choice(String name, Class<E> type) {
    List<E> all = Arrays.asList(type.getEnumConstants());
    return of(
        name,
        all.stream().map(Setting::word).collect(Collectors.joining(", ", "one of ", "")),
        Quantity.Type.TEXT,
        text -> all.stream().filter(each -> word(each).equalsIgnoreCase(text)).findFirst(),
        Setting::word);
  }

  /** A text of a form that the instrument checks itself. */
  public static Setting<String> text(String name, String expected) {
    return of(
        name,
        expected,
        Quantity.Type.TEXT,
        text -> text.isEmpty() ? Optional.empty() : Optional.of(text),
        text -> text);
  }

  /** The same, or {@code none}, which is what it is unless said otherwise. */
  public Setting<Optional<T>> optional() {
    return new Setting<>(
        name,
        aliases,
        expected + ", or " + NONE,
        NONE,
        help,
        list,
        type,
        text ->
            text.equals(NONE)
                ? Optional.of(Optional.empty())
                : reader.apply(text).flatMap(value -> Optional.of(Optional.of(value))),
        value -> value.map(writer).orElse(NONE));
  }

  /** One or more of these, all different, with commas between them. */
  public Setting<List<T>> list() {
    return new Setting<>(
        name,
        aliases,
        "different values, each " + expected,
        usual,
        help,
        true,
        Quantity.Type.TEXT,
        this::readList,
        values -> values.stream().map(writer).collect(Collectors.joining(SEPARATOR)));
  }

  private Optional<List<T>> readList(String text) {
    List<T> values = new ArrayList<>();
    for (String part : text.split(SEPARATOR, -1)) {
      Optional<T> value = reader.apply(part.strip());
      if (value.isEmpty() || values.contains(value.get())) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(List.copyOf(values));
  }

  /** The same with a value that it has unless said otherwise. */
  public Setting<T> usual(String text) {
    return new Setting<>(name, aliases, expected, text, help, list, type, reader, writer);
  }

  /** The same with what it does, a sentence for help texts. */
  public Setting<T> help(String sentence) {
    return new Setting<>(name, aliases, expected, usual, sentence, list, type, reader, writer);
  }

  /** The same, known to study files by another name, too. */
  public Setting<T> alsoCalled(String alias) {
    return new Setting<>(name, List.of(alias), expected, usual, help, list, type, reader, writer);
  }

  /** Its name, in lower case with hyphens. */
  public String name() {
    return name;
  }

  /** Whether it is called so. */
  public boolean isCalled(String key) {
    return name.equals(key) || aliases.contains(key);
  }

  /** What it may be, in words. */
  public String expected() {
    return expected;
  }

  /** The text of the value that it has unless said otherwise; null if it must be given. */
  public @Nullable String usual() {
    return usual;
  }

  /** Whether it seeds a random stream, from the trial's own seed unless said otherwise. */
  public boolean isSeed() {
    return OF_TRIAL.equals(usual);
  }

  /** Whether it is false unless it is given, as an option without a value is. */
  public boolean isFlag() {
    return Boolean.toString(false).equals(usual) && accepts(Boolean.toString(true));
  }

  /** What it does. */
  public String help() {
    return help;
  }

  /** Whether one value is a list of several. */
  public boolean isList() {
    return list;
  }

  /** What its values are in exports. */
  public Quantity.Type type() {
    return type;
  }

  /** The value of a canonical text for exports: a number where {@link #type} says so, or null. */
  public @Nullable Object exported(String text) {
    Object value = read(text);
    if (value instanceof Optional<?> optional) {
      value = optional.orElse(null);
    }
    if (value == null || type == Quantity.Type.TEXT) {
      return value == null ? null : text;
    }
    Number number = (Number) value;
    return type == Quantity.Type.INTEGER ? (Object) number.longValue() : number.doubleValue();
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException with what was found and what is expected
   */
  T read(String text) {
    return reader.apply(text).orElseThrow(() -> refusal(text));
  }

  private IllegalArgumentException refusal(String text) {
    return new IllegalArgumentException(name + " is " + text + "; expected " + expected);
  }

  /** Whether a text is a value of it. */
  public boolean accepts(String text) {
    return reader.apply(text).isPresent();
  }

  /** The one text of a value, however it was written. */
  String canonical(String text) {
    return writer.apply(read(text));
  }

  private static Optional<Long> whole(String text, LongPredicate range) {
    try {
      long value = Long.parseLong(text.strip());
      return range.test(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> real(String text) {
    return TextForm.readNumber(text.strip()).stream().boxed().findFirst();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
