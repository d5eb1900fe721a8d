package dev.basin.engine;

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

  /** Requires a number larger than 0 that float32 holds. */
  public static void requirePositive(double value, String field) {
    Range.POSITIVE.require(value, field);
  }

  /** Requires 0, or a number larger than 0 that float32 holds. */
  public static void requireNotNegative(double value, String field) {
    require(
        value == 0 || Range.POSITIVE.contains(value),
        field,
        value,
        "at least 0: 0, or from 1.2e-38 to 3.4e38 as float32 holds it");
  }

  /**
   * Requires what is added to a root, which may be 0: a number that float32 holds, also after it is
   * multiplied by the first step's √(1 − β₂).
   */
  public static void requireSafeDivisor(double value, String field) {
    require(!(value > 0) || value >= LEAST_DIVISOR, field, value, "at least " + LEAST_DIVISOR);
    requirePositive(value, field);
  }

  /** Requires a decay or a momentum. */
  public static void requireBelowOne(double value, String field) {
    require(value >= 0 && value < 1, field, value, "in [0, 1)");
  }
}
