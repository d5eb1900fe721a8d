package dev.basin.cli;

import dev.basin.engine.Printable;
import dev.basin.lab.Progress;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Progress on standard error: one line that redraws itself on a terminal, and a plain line now and
 * then elsewhere. Shown from two seconds on.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long TERMINAL_INTERVAL = 200_000_000L;
  private static final long PLAIN_INTERVAL = 15_000_000_000L;
  private static final long QUIET = 2_000_000_000L;
  private static final int BAR = 24;

  private final Consumer<String> out;
  private final boolean terminal;
  private final int width;
  private final LongSupplier clock;
  private final long begin;
  private final Map<String, String> messages = new TreeMap<>();
  private double total;
  private double done;
  private long lastDrawn;
  private boolean drawn;

  /**
   * Watches work.
   *
   * @param total all of it, in the units of {@link #advance}
   */
  ProgressLine(double total) {
    this(
        total,
        PlainPrintStream::control,
        Boolean.getBoolean("basin.terminal"),
        Integer.getInteger("basin.columns", 100),
        System::nanoTime);
  }

  ProgressLine(
      double total, Consumer<String> out, boolean terminal, int width, LongSupplier clock) {
    this.out = out;
    this.terminal = terminal;
    this.width = width;
    this.total = total;
    this.clock = clock;
    this.begin = clock.getAsLong();
    this.lastDrawn = begin - PLAIN_INTERVAL;
  }

  @Override
  public synchronized void advance(double points) {
    done += points;
    draw();
  }

  @Override
  public synchronized void say(String job, String message) {
    messages.put(job, Printable.of(message));
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

  @Override
  public synchronized void note(String line) {
    out.accept((drawn ? "\r\u001b[2K" : "") + "note: " + line + System.lineSeparator());
  }

  private void draw() {
    long now = clock.getAsLong();
    if (now - begin < QUIET || now - lastDrawn < (terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL)) {
      return;
    }
    lastDrawn = now;
    double share = total > 0 ? Math.min(1, done / total) : 1;
    String line =
        String.format("%s %3.0f %% %s", bar(share), 100 * share, timeLeft(share, now - begin))
            .stripTrailing();
    StringBuilder text = new StringBuilder(line);
    messages.forEach(
        (job, message) ->
            text.append(" | ").append(Printable.of(job)).append(": ").append(message));
    if (terminal) {
      String clipped = text.length() > width - 1 ? text.substring(0, width - 1) : text.toString();
      out.accept("\r\u001b[2K" + clipped);
      drawn = true;
    } else {
      out.accept(text.append(System.lineSeparator()).toString());
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
      out.accept("\r\u001b[2K");
    }
  }
}
