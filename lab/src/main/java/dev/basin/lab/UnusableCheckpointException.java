package dev.basin.lab;

/** A saved state of training is damaged, or belongs to another run. */
public final class UnusableCheckpointException extends RunFolderException {
  private static final long serialVersionUID = 1L;

  UnusableCheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
