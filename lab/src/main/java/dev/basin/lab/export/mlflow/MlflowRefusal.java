package dev.basin.lab.export.mlflow;

/** A server's answer that is an error. */
final class MlflowRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * A refusal.
   *
   * @param code MLflow's word for it, such as {@code RESOURCE_DOES_NOT_EXIST}; empty if it said
   *     none
   * @param message for people, in one line
   */
  MlflowRefusal(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Whether what was asked for is not there. */
  boolean isForMissing() {
    return code.equals("RESOURCE_DOES_NOT_EXIST");
  }
}
