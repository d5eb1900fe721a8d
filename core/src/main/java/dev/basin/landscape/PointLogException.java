package dev.basin.landscape;

import dev.basin.engine.Printable;

/** A file of measured points cannot be used; the message says why and what to do. */
public final class PointLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PointLogException(String message) {
    super(Printable.of(message));
  }

  public PointLogException(String message, Throwable cause) {
    super(Printable.of(message), cause);
  }
}
