package dev.basin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Writes down how far instruments were from the truth: one line an error in {@code
 * target/validation.tsv}, from which the table of {@code docs/validation.md} was made.
 */
public final class Findings {
  private static final Path FILE = Path.of("target", "validation.tsv");

  private Findings() {}

  /**
   * Records an error and returns it.
   *
   * @param instrument what was measured
   * @param truth what it was held against
   * @param error the difference, in the unit that {@code truth} names
   */
  public static synchronized double found(String instrument, String truth, double error) {
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(
          FILE,
          String.format(Locale.ROOT, "%s\t%s\t%.2e%n", instrument, truth, error),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return error;
  }
}
