package dev.basin.network;

import dev.basin.engine.Printable;

/** A weight file does not fit the network it is loaded into. */
public final class WeightsMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A misfit.
   *
   * @param message in one line; control characters in it are replaced
   */
  public WeightsMismatchException(String message) {
    super(Printable.of(message));
  }
}
