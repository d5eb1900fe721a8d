package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.stats.Ratio;

/** Estimates as text: how many digits, and what is said where there is no spread. */
final class Wording {

  private Wording() {}

  /**
   * Mean ± standard deviation without the unit, the deviation to two digits; the mean alone, to
   * three digits, with one trial.
   */
  static String spread(Measure measure, Estimate estimate) {
    if (estimate.n() == 0) {
      return Numbers.NONE;
    }
    String bound = measure.lowerBound() ? "≥ " : "";
    double mean = estimate.mean();
    if (!estimate.hasSpread()) {
      return bound + number(measure, mean, mean);
    }
    double deviation = estimate.deviation();
    if (isPlain(measure, mean)) {
      int decimals = decimals(measure, mean);
      if (deviation > 0 && !isAccuracy(measure)) {
        decimals = Math.min(decimals, Math.max(0, 1 - exponent(deviation)));
      }
      return bound + Numbers.fixed(mean, decimals) + " ± " + Numbers.fixed(deviation, decimals);
    }
    int exponent = exponent(mean);
    double power = Math.pow(10, exponent);
    return bound
        + "("
        + Numbers.fixed(mean / power, 2)
        + " ± "
        + Numbers.fixed(deviation / power, 2)
        + ")×10"
        + Numbers.superscript(exponent);
  }

  /**
   * The 95 % t-interval of an estimate, words where it has a spread only, or an empty string with
   * fewer than two trials.
   */
  static String interval(Measure measure, Estimate estimate) {
    if (!estimate.hasInterval()) {
      return estimate.hasSpread() ? Numbers.NO_INTERVAL : "";
    }
    return "[" + end(measure, estimate.low()) + ", " + end(measure, estimate.high()) + "]";
  }

  private static String end(Measure measure, double value) {
    return isAccuracy(measure) ? Numbers.fixed(value, 2) : Numbers.significant(value, 3);
  }

  /** The interval of a ratio, or an empty string with fewer than two trials. */
  static String interval(Ratio ratio) {
    return ratio.n() >= 2
        ? "["
            + Numbers.significant(ratio.low(), 3)
            + ", "
            + Numbers.significant(ratio.high(), 3)
            + "]"
        : "";
  }

  /** A value of the paper, with the two decimals that the paper prints. */
  static String paper(PaperValue value) {
    return Numbers.fixed(value.mean(), 2) + " ± " + Numbers.fixed(value.deviation(), 2);
  }

  /** The value with the digits that suit a mean of the given size. */
  private static String number(Measure measure, double value, double mean) {
    return isPlain(measure, mean)
        ? Numbers.fixed(value, decimals(measure, mean))
        : Numbers.significant(value, 3);
  }

  private static boolean isPlain(Measure measure, double mean) {
    double size = Math.abs(mean);
    return isAccuracy(measure) || (size >= 1e-4 && size < 1e6);
  }

  private static int decimals(Measure measure, double mean) {
    return isAccuracy(measure) ? 2 : Math.max(0, 2 - exponent(mean));
  }

  private static boolean isAccuracy(Measure measure) {
    return measure.unit().equals("%") && !measure.isSharpness();
  }

  private static int exponent(double value) {
    return value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
  }

  /** "1 trial" or "5 trials". */
  static String trials(int n) {
    return n == 1 ? "1 trial" : n + " trials";
  }
}
