package dev.basin.lab.report;

/** Estimates as text: how many digits, and what is said where there is no spread. */
final class Wording {

  private Wording() {}

  /** Mean ± standard deviation without the unit; the mean alone with one trial. */
  static String spread(Measure measure, Estimate estimate) {
    if (estimate.n() == 0) {
      return Numbers.NONE;
    }
    String bound = measure.lowerBound() ? "≥ " : "";
    String mean = number(measure, estimate.mean(), estimate.mean());
    return estimate.hasSpread()
        ? bound + mean + " ± " + number(measure, estimate.deviation(), estimate.mean())
        : bound + mean;
  }

  /** The 95 % t-interval of an estimate, or an empty string with fewer than two trials. */
  static String interval(Measure measure, Estimate estimate) {
    return estimate.hasSpread()
        ? "["
            + number(measure, estimate.low(), estimate.mean())
            + ", "
            + number(measure, estimate.high(), estimate.mean())
            + "]"
        : "";
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
  static String number(Measure measure, double value, double mean) {
    if (measure.unit().equals("%") && !measure.isSharpness()) {
      return Numbers.fixed(value, 2);
    }
    double size = Math.abs(mean);
    if (size < 1e-4 || size >= 1e6 || !Double.isFinite(size)) {
      return Numbers.significant(value, 3);
    }
    return Numbers.fixed(value, Math.max(0, 2 - (int) Math.floor(Math.log10(size))));
  }

  /** "1 trial" or "5 trials". */
  static String trials(int n) {
    return n == 1 ? "1 trial" : n + " trials";
  }
}
