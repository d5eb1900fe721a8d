package dev.basin.data.image.codec;

import java.io.IOException;

/** A file is no picture that can be decoded. It does not say which file; the caller knows. */
public final class PictureException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final String REPAIR = "repair or remove it";

  private final String found;
  private final String expected;
  private final String advice;

  private PictureException(String found, String expected, String advice) {
    super("found %s, expected %s; %s".formatted(found, expected, advice));
    this.found = found;
    this.expected = expected;
    this.advice = advice;
  }

  /**
   * A file that is not whole or not sound.
   *
   * @param format what it is a file of, for example {@code JPEG}
   * @param offset the byte at fault, counted from 0
   * @param fault what is wrong there
   */
  static PictureException broken(String format, long offset, String fault) {
    return new PictureException(
        "a broken picture (%s, byte %d: %s)".formatted(format, offset, fault),
        "a whole PNG or JPEG file",
        REPAIR);
  }

  /**
   * A sound file of a kind that is not decoded.
   *
   * @param kind the kind, for example {@code a JPEG in CMYK}
   * @param advice what to do about it
   */
  static PictureException unsupported(String kind, String advice) {
    return new PictureException(
        kind + ", which is not supported",
        "PNG, or JPEG in grey or colour with 8 bits a sample",
        advice);
  }

  /** A file that is no picture at all. */
  static PictureException noPicture(String found) {
    return new PictureException(found, "a picture in one of these formats", REPAIR);
  }

  /** What is there. */
  public String found() {
    return found;
  }

  /** What should be there. */
  public String expected() {
    return expected;
  }

  /** What to do about it. */
  public String advice() {
    return advice;
  }
}
