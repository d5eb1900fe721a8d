package dev.basin.engine;

import java.util.concurrent.CancellationException;

/** A request to stop, made in one thread and honoured by others at their next safe point. */
public final class Cancellation {
  private volatile boolean requested;

  /** Asks everyone who watches this to stop. */
  public void request() {
    requested = true;
  }

  /** Whether a stop was asked for. */
  public boolean requested() {
    return requested;
  }

  /**
   * Stops the caller if a stop was asked for.
   *
   * @throws CancellationException if so
   */
  public void check() {
    if (requested) {
      throw new CancellationException("stopped on request");
    }
  }
}
