package dev.basin.cli;

import dev.basin.engine.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: asks the computation to stop at its next safe point, waits for it, and says how to go on.
 */
final class Interrupt implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Listens until closed.
   *
   * @param advice how to go on, printed when interrupted
   */
  Interrupt(String advice) {
    hook =
        new Thread(
            () -> {
              cancellation.request();
              PlainPrintStream.control(clearLine());
              System.err.println("basin: stopping at the next safe point");
              try {
                if (!stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                  System.err.println("basin: still computing; stopped all the same");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              System.err.println("basin: " + advice);
            },
            "basin-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** What takes a progress bar off a terminal. */
  private static String clearLine() {
    return Boolean.getBoolean("basin.terminal") ? "\r\u001b[2K" : "";
  }

  Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // already shutting down: the hook is running and has been told
    }
  }
}
