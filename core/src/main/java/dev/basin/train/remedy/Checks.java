package dev.basin.train.remedy;

/** Checks one setting of a remedy. */
final class Checks {
  private Checks() {}

  /**
   * Refuses a value.
   *
   * @throws IllegalArgumentException naming the remedy, the setting, the value and what is allowed,
   *     unless valid
   */
  static void require(boolean valid, String remedy, String setting, Object value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException(
          "remedy " + remedy + ": " + setting + " is " + value + "; expected " + allowed);
    }
  }

  static void positive(double value, String remedy, String setting) {
    require(value > 0 && Double.isFinite(value), remedy, setting, value, "> 0");
  }

  static void notNegative(double value, String remedy, String setting) {
    require(value >= 0 && Double.isFinite(value), remedy, setting, value, "at least 0");
  }

  static void atLeast(int least, int value, String remedy, String setting) {
    require(value >= least, remedy, setting, value, "at least " + least);
  }

  /** Requires a share of training. */
  static void share(double value, String remedy, String setting) {
    require(value >= 0 && value < 1, remedy, setting, value, "in [0, 1)");
  }
}
