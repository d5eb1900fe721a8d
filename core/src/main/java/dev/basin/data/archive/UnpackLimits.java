package dev.basin.data.archive;

/**
 * How much an archive may unpack to before it is refused.
 *
 * @param totalBytes all files together, in bytes
 * @param entries files and folders, those that only occur in names among them
 * @param entryBytes one file, in bytes
 */
public record UnpackLimits(long totalBytes, int entries, long entryBytes) {
  /** 16 GiB in two million files and folders, 256 MiB a file. */
  public static final UnpackLimits DEFAULT = new UnpackLimits(16L << 30, 2_000_000, 256L << 20);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public UnpackLimits {
    if (totalBytes < 1 || entries < 1 || entryBytes < 1) {
      throw new IllegalArgumentException(
          "unpack limits: found totalBytes %d, entries %d, entryBytes %d, expected all above 0"
              .formatted(totalBytes, entries, entryBytes));
    }
  }
}
