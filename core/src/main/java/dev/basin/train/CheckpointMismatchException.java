package dev.basin.train;

/** A checkpoint is one of another run: what its optimiser or its hooks keep is not the same. */
public final class CheckpointMismatchException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  CheckpointMismatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
