package dev.basin.network;

/** A weight file does not fit the network it is loaded into. */
public final class WeightsMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WeightsMismatchException(String message) {
    super(message);
  }
}
