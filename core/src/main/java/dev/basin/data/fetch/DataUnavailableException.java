package dev.basin.data.fetch;

/**
 * A data set is neither on this machine nor could it be fetched. The message lists all that was
 * tried, why each failed, and how to place the files by hand.
 */
public final class DataUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataUnavailableException(String message) {
    super(message);
  }
}
