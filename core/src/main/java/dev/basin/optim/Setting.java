package dev.basin.optim;

/** Checks one setting of a configuration. */
public final class Setting {
  private static final double LEAST_DIVISOR = 1e-30;

  private Setting() {}

  /**
   * Refuses a value.
   *
   * @throws IllegalArgumentException naming the field, the value and what is allowed, unless valid
   */
  public static void require(boolean valid, String field, Object value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException(field + " is " + value + "; expected " + allowed);
    }
  }

  /** Requires a number larger than 0. */
  public static void requirePositive(double value, String field) {
    require(value > 0 && Double.isFinite(value), field, value, "> 0");
  }

  /** Requires a number that is at least 0. */
  public static void requireNotNegative(double value, String field) {
    require(value >= 0 && Double.isFinite(value), field, value, "at least 0");
  }

  /**
   * Requires what is added to a root, which may be 0: a number that float32 holds, also after it is
   * multiplied by the first step's √(1 − β₂).
   */
  public static void requireSafeDivisor(double value, String field) {
    requirePositive(value, field);
    require(value >= LEAST_DIVISOR, field, value, "at least " + LEAST_DIVISOR);
  }

  /** Requires a decay or a momentum. */
  public static void requireBelowOne(double value, String field) {
    require(value >= 0 && value < 1, field, value, "in [0, 1)");
  }

  /** Requires a count. */
  static void requireAtLeastOne(int value, String field) {
    require(value >= 1, field, value, "at least 1");
  }
}
