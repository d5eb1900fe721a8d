package dev.basin.objective;

/** The loss, its gradient or a product with its Hessian is not finite where it is measured. */
public final class NonFiniteLossException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Says what is not finite, and where. */
  public NonFiniteLossException(String message) {
    super(message);
  }
}
