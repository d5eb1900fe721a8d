package dev.basin.train.remedy;

import dev.basin.engine.Range;
import dev.basin.engine.Setting;

/** Checks one setting of a remedy, which the error names. */
final class Checks {
  private Checks() {}

  static void require(boolean valid, String remedy, String setting, Object value, String allowed) {
    Setting.require(valid, field(remedy, setting), value, allowed);
  }

  static void positive(double value, String remedy, String setting) {
    Setting.requirePositive(value, field(remedy, setting));
  }

  static void notNegative(double value, String remedy, String setting) {
    Setting.requireNotNegative(value, field(remedy, setting));
  }

  /** Requires a factor by which a number of points grows. */
  static void growth(double value, String remedy, String setting) {
    require(
        value > 1 && value <= Range.MOST_POINTS,
        remedy,
        setting,
        value,
        "> 1, at most " + Range.MOST_POINTS);
  }

  /** Requires a share of training. */
  static void share(double value, String remedy, String setting) {
    Setting.requireBelowOne(value, field(remedy, setting));
  }

  /**
   * So many epochs as a share of all of them is: a whole number where it is one but for rounding,
   * as 0.29 of 100 is.
   */
  static double epochs(double share, int all) {
    double epochs = share * all;
    double whole = Math.rint(epochs);
    return Math.abs(epochs - whole) < 1e-9 * all ? whole : epochs;
  }

  static void count(Range range, int value, String remedy, String setting) {
    range.require(value, field(remedy, setting));
  }

  private static String field(String remedy, String setting) {
    return "remedy " + remedy + ": " + setting;
  }
}
