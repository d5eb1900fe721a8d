package dev.basin.lab.study;

/** A study file says something that is not understood; the message begins with its place. */
public final class StudyFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public StudyFormatException(String message) {
    super(message);
  }

  public StudyFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
