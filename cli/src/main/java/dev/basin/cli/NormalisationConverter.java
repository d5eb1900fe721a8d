package dev.basin.cli;

import dev.basin.data.kaldi.Normalisation;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code none}, {@code mean} and {@code mean-variance}. */
final class NormalisationConverter implements ITypeConverter<Normalisation> {
  @Override
  public Normalisation convert(String word) {
    for (Normalisation each : Normalisation.values()) {
      if (each.toString().equals(word.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    String known =
        Arrays.stream(Normalisation.values())
            .map(Normalisation::toString)
            .collect(Collectors.joining(", "));
    throw new TypeConversionException("expected one of " + known + " but was '" + word + "'");
  }
}
