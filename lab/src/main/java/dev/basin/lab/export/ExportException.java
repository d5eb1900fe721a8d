package dev.basin.lab.export;

import dev.basin.engine.Printable;

/** An export could not be written or sent; the message says what, why, and what to do. */
public final class ExportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A problem that no other exception caused.
   *
   * @param message what was found, what was expected, where, and what to do
   */
  public ExportException(String message) {
    super(Printable.of(message));
  }

  /**
   * A problem that another exception caused.
   *
   * @param message what was found, what was expected, where, and what to do
   * @param cause what went wrong underneath
   */
  public ExportException(String message, Throwable cause) {
    super(Printable.of(message), cause);
  }
}
