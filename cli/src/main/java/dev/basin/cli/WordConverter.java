package dev.basin.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of a few words, in either case.
 *
 * @param <E> what the words mean
 */
abstract class WordConverter<E> implements ITypeConverter<E> {
  private final List<E> known;
  private final Function<E, String> word;

  WordConverter(E[] known, Function<E, String> word) {
    this.known = List.of(known);
    this.word = word;
  }

  @Override
  public E convert(String text) {
    for (E each : known) {
      if (word.apply(each).equals(text.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw new TypeConversionException(
        "expected one of "
            + known.stream().map(word).collect(Collectors.joining(", "))
            + " but was '"
            + text
            + "'");
  }
}
