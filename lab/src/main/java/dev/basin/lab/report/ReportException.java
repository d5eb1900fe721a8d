package dev.basin.lab.report;

/** A report could not be written or read; the message says which file, why, and what to do. */
public final class ReportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A problem that no other exception caused.
   *
   * @param message what was found, what was expected, where, and what to do
   */
  public ReportException(String message) {
    super(message);
  }

  /**
   * A problem that another exception caused.
   *
   * @param message what was found, what was expected, where, and what to do
   * @param cause what went wrong underneath
   */
  public ReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
