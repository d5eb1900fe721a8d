package dev.basin.bench;

import java.util.Locale;

/**
 * What was measured on a few steps, carried to whole epochs: a step takes as long for each of its
 * points, and nothing but steps is counted.
 *
 * @param epochSeconds seconds of an epoch
 */
record Projection(double epochSeconds) {
  /** Epochs of a full run, as in Figures 2, 4 and 5 of the paper. */
  static final int EPOCHS = 100;

  private static final double MINUTE = 60;
  private static final double HOUR = 3_600;

  /** From the seconds of a step over {@code batch} of {@code points}. */
  static Projection of(double stepSeconds, int batch, int points) {
    return new Projection(stepSeconds * points / batch);
  }

  double runSeconds() {
    return EPOCHS * epochSeconds;
  }

  /** A duration in the largest unit that it has two of. */
  static String inWords(double seconds) {
    if (seconds < 2 * MINUTE) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return seconds < 2 * HOUR
        ? String.format(Locale.ROOT, "%.1f min", seconds / MINUTE)
        : String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
  }
}
