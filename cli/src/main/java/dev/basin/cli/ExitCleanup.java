package dev.basin.cli;

import java.io.Closeable;
import java.io.IOException;

/** Closes something also where the process is ended by a signal, until this is closed. */
final class ExitCleanup implements AutoCloseable {
  private final Thread hook;

  /**
   * Listens until closed.
   *
   * @param held closed twice if both happen
   */
  ExitCleanup(Closeable held) {
    hook =
        new Thread(
            () -> {
              try {
                held.close();
              } catch (IOException e) {
                // what could not be tidied up is taken over by the next run
              }
            },
            "basin-cleanup");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // already shutting down: the hook is running
    }
  }
}
