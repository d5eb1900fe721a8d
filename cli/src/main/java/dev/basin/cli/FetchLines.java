package dev.basin.cli;

import dev.basin.data.FetchProgress;

/** Says on standard error what a fetch is doing: each new step at once, its bytes now and then. */
final class FetchLines implements FetchProgress {
  private static final long INTERVAL = 5_000_000_000L;

  private String lastMessage = "";
  private long lastShown;

  @Override
  public void update(String message, long bytes, long total) {
    long now = System.nanoTime();
    if (message.equals(lastMessage) && now - lastShown < INTERVAL) {
      return;
    }
    String share = total > 0 ? String.format(" (%.0f %%)", 100.0 * bytes / total) : "";
    System.err.println("basin: " + message + share);
    lastMessage = message;
    lastShown = now;
  }
}
