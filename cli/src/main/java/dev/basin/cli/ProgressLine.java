package dev.basin.cli;

import dev.basin.lab.Progress;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * Progress on standard error: one line that redraws itself on a terminal, and a plain line now and
 * then elsewhere. Shown from two seconds on.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long TERMINAL_INTERVAL = 200_000_000L;
  private static final long PLAIN_INTERVAL = 15_000_000_000L;
  private static final long QUIET = 2_000_000_000L;
  private static final int BAR = 24;

  private final PrintStream out;
  private final boolean terminal;
  private final int width;
  private final long begin = System.nanoTime();
  private final Map<String, String> messages = new TreeMap<>();
  private double total;
  private double done;
  private long lastDrawn = begin - PLAIN_INTERVAL;
  private boolean drawn;

  /**
   * Watches work.
   *
   * @param total all of it, in the units of {@link #advance}
   */
  ProgressLine(double total) {
    this.out = System.err;
    this.terminal = Boolean.getBoolean("basin.terminal");
    this.width = Integer.getInteger("basin.columns", 100);
    this.total = total;
  }

  @Override
  public synchronized void advance(double points) {
    done += points;
    draw();
  }

  @Override
  public synchronized void say(String job, String message) {
    messages.put(job, message);
    draw();
  }

  @Override
  public synchronized void skip(double points) {
    total -= points;
    draw();
  }

  @Override
  public synchronized void finished(String job) {
    messages.remove(job);
  }

  private void draw() {
    long now = System.nanoTime();
    if (now - begin < QUIET || now - lastDrawn < (terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL)) {
      return;
    }
    lastDrawn = now;
    double share = total > 0 ? Math.min(1, done / total) : 1;
    String line =
        String.format("%s %3.0f %% %s", bar(share), 100 * share, timeLeft(share, now - begin));
    StringBuilder text = new StringBuilder(line);
    messages.forEach((job, message) -> text.append(" | ").append(job).append(": ").append(message));
    if (terminal) {
      String clipped = text.length() > width - 1 ? text.substring(0, width - 1) : text.toString();
      out.print("\r\u001b[2K" + clipped);
      out.flush();
      drawn = true;
    } else {
      out.println(text);
    }
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * BAR);
    return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
  }

  private static String timeLeft(double share, long elapsed) {
    if (share <= 0.005) {
      return "";
    }
    long seconds = Math.round(elapsed * 1e-9 * (1 - share) / share);
    return String.format("%d:%02d left", seconds / 60, seconds % 60);
  }

  @Override
  public synchronized void close() {
    if (drawn) {
      out.print("\r\u001b[2K");
      out.flush();
    }
  }
}
