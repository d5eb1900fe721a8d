package dev.basin.engine;

/** Two things that must have the same shape do not. */
public final class DimensionMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DimensionMismatchException(String what, String expected, String found) {
    super(what + ": expected shape " + expected + ", found " + found);
  }
}
