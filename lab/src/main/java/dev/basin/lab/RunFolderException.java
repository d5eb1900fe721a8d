package dev.basin.lab;

import dev.basin.engine.Printable;

/** A run folder cannot be used; the message says why and what to do. */
public class RunFolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunFolderException(String message) {
    super(Printable.of(message));
  }

  public RunFolderException(String message, Throwable cause) {
    super(Printable.of(message), cause);
  }
}
