package dev.basin.data;

import dev.basin.engine.Printable;
import java.nio.file.Path;

/**
 * A data file is not what it should be. The message says which file, where in it, what was found,
 * what was expected, and what to do.
 */
public final class DatasetFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a file says is repeated up to here; it may be a gigabyte. */
  private static final int LONGEST_PART = 240;

  private static final int LONGEST_EXPECTED = 300;

  /**
   * A fault at one place of a file.
   *
   * @param file the file at fault
   * @param offset the byte at fault, counted from 0 (in a {@code .gz} file: after unpacking)
   * @param found what is there
   * @param expected what should be there
   * @param advice what to do about it
   */
  public DatasetFormatException(
      Path file, long offset, String found, String expected, String advice) {
    super(line(file, ", byte " + offset, found, expected, advice));
  }

  /**
   * A fault in one named entry of a file.
   *
   * @param file the file at fault
   * @param offset the byte at fault, counted from 0 (in a gzip file: after unpacking)
   * @param entry the entry, for example {@code utterance 'FAEM0_SI1392'}
   * @param found what is there
   * @param expected what should be there
   * @param advice what to do about it
   */
  public DatasetFormatException(
      Path file, long offset, String entry, String found, String expected, String advice) {
    super(line(file, ", byte " + offset + ", " + entry, found, expected, advice));
  }

  /**
   * A fault of a file as a whole.
   *
   * @param file the file at fault
   * @param found what it is
   * @param expected what it should be
   * @param advice what to do about it
   */
  public DatasetFormatException(Path file, String found, String expected, String advice) {
    super(line(file, "", found, expected, advice));
  }

  /** A copy of a published file that does not have the published content. */
  public DatasetFormatException(Path file, String found, DataFile published) {
    this(file, found, published.toString(), DataFile.REMOVE);
  }

  private static String line(
      Path file, String where, String found, String expected, String advice) {
    return "%s%s: found %s, expected %s; %s"
        .formatted(
            Printable.of(file.toString()),
            Printable.shortened(where, LONGEST_PART),
            Printable.shortened(found, LONGEST_PART),
            Printable.shortened(expected, LONGEST_EXPECTED),
            Printable.of(advice));
  }

  /**
   * The same fault, beginning with who named the file.
   *
   * @param place where it is named, for example {@code study.yaml:3: }
   */
  public DatasetFormatException namedAt(String place) {
    return new DatasetFormatException(Printable.of(place) + getMessage(), this);
  }

  private DatasetFormatException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The same fault in the user's terms, where a file was read under another path.
   *
   * @param path as it is in the message
   * @param known as the user knows it
   */
  public DatasetFormatException renamed(Path path, Path known) {
    String message = String.valueOf(getMessage());
    return new DatasetFormatException(
        message.replace(Printable.of(path.toString()), Printable.of(known.toString())), this);
  }
}
