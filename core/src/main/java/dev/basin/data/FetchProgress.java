package dev.basin.data;

/** Hears how a fetch gets on. Calls may come from another thread, one at a time. */
@FunctionalInterface
public interface FetchProgress {
  /** Hears nothing. */
  FetchProgress SILENT = (message, bytes, total) -> {};

  /**
   * Something was done.
   *
   * @param message what is being done, for people
   * @param bytes how many bytes of it are done
   * @param total how many bytes it has, or −1 if that is not known
   */
  void update(String message, long bytes, long total);
}
