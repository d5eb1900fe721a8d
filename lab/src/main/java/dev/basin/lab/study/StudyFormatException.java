package dev.basin.lab.study;

import dev.basin.engine.Printable;

/** A study file says something that is not understood; the message begins with its place. */
public final class StudyFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public StudyFormatException(String message) {
    super(Printable.of(message));
  }

  public StudyFormatException(String message, Throwable cause) {
    super(Printable.of(message), cause);
  }
}
