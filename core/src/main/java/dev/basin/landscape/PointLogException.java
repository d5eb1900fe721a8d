package dev.basin.landscape;

/** A file of measured points cannot be used; the message says why and what to do. */
public final class PointLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PointLogException(String message) {
    super(message);
  }

  public PointLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
