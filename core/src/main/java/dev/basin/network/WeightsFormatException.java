package dev.basin.network;

import dev.basin.engine.Printable;
import java.nio.file.Path;

/** A weights file is not what it should be; the message says what was found and expected. */
public final class WeightsFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a file says is repeated up to here; it may be a gigabyte. */
  private static final int LONGEST_PART = 240;

  /**
   * A fault of a file.
   *
   * @param file the file at fault
   * @param where the part of it at fault
   * @param found what is there
   * @param expected what should be there
   */
  public WeightsFormatException(Path file, String where, String found, String expected) {
    super(message(file, where, found, expected));
  }

  /** A fault of a file that was noticed by an exception. */
  WeightsFormatException(Path file, String where, String found, String expected, Throwable cause) {
    super(message(file, where, found, expected), cause);
  }

  private static String message(Path file, String where, String found, String expected) {
    return "%s, %s: found %s, expected %s; restore the file or write it again"
        .formatted(
            Printable.of(file.toString()),
            Printable.shortened(where, LONGEST_PART),
            Printable.shortened(found, LONGEST_PART),
            Printable.shortened(expected, LONGEST_PART));
  }
}
