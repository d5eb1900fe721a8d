package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.stats.Scale;
import dev.basin.lab.stats.Statistics;

/**
 * How a kind of number is written.
 *
 * @param decimals digits after the point, or −1 for three significant digits
 * @param bound what stands before it, {@code "≥ "} for lower bounds
 * @param scale where the intervals of its means are computed
 */
record NumberForm(int decimals, String bound, Scale scale) {
  static final NumberForm PERCENT = new NumberForm(2, "", Scale.PERCENT);
  static final NumberForm SHARPNESS = new NumberForm(-1, "≥ ", Scale.POSITIVE);
  static final NumberForm POSITIVE = new NumberForm(-1, "", Scale.POSITIVE);

  Estimate estimate(double... values) {
    return Statistics.estimate(scale, values);
  }

  String number(double value) {
    return decimals < 0 ? Numbers.significant(value, 3) : Numbers.fixed(value, decimals);
  }

  /** Mean ± standard deviation, its interval below. */
  SiteTable.Cell cell(Estimate estimate) {
    String text = meanAndSpread(estimate);
    if (estimate.n() == 0) {
      return SiteTable.Cell.of(text);
    }
    return new SiteTable.Cell(
        text, estimate.hasSpread() ? interval(estimate) + ", n = " + estimate.n() : "n = 1");
  }

  /** Mean ± standard deviation, as far as there are any. */
  String meanAndSpread(Estimate estimate) {
    if (estimate.n() == 0) {
      return Numbers.NONE;
    }
    String mean = bound + number(estimate.mean());
    return estimate.hasSpread() ? mean + " ± " + number(estimate.deviation()) : mean;
  }

  /** Its interval, or why it has none. */
  String interval(Estimate estimate) {
    return !estimate.hasInterval()
        ? Numbers.NO_INTERVAL
        : "[" + number(estimate.low()) + ", " + number(estimate.high()) + "]";
  }

  SiteTable.Cell cell(PaperValue paper) {
    return SiteTable.Cell.of(number(paper.mean()) + " ± " + number(paper.deviation()));
  }
}
