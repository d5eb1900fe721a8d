package dev.basin.lab.store;

import dev.basin.engine.Printable;

/** A part of a store is not what was written; it is never used, and redone by the next run. */
public final class DamagedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DamagedException(String message) {
    super(Printable.of(message));
  }

  public DamagedException(String message, Throwable cause) {
    super(Printable.of(message), cause);
  }
}
