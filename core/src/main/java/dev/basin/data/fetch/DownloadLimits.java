package dev.basin.data.fetch;

import java.time.Duration;

/**
 * How long a download may take before it counts as failed.
 *
 * @param connect until a connection stands
 * @param silence without a single byte, once it stands
 * @param total one file, all attempts together
 * @param attempts how often a connection that was cut is taken up again
 */
public record DownloadLimits(Duration connect, Duration silence, Duration total, int attempts) {
  /** Five seconds to connect, 20 without a byte, ten minutes a file, five attempts. */
  public static final DownloadLimits DEFAULT =
      new DownloadLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMinutes(10), 5);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public DownloadLimits {
    if (!positive(connect) || !positive(silence) || !positive(total) || attempts < 1) {
      throw new IllegalArgumentException(
          "download limits: found connect %s, silence %s, total %s, attempts %d, expected all above 0"
              .formatted(connect, silence, total, attempts));
    }
  }

  private static boolean positive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }
}
