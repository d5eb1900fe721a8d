package dev.basin.lab.site;

import dev.basin.lab.report.Estimate;
import dev.basin.lab.report.Numbers;
import dev.basin.lab.report.PaperValue;

/**
 * How a kind of number is written.
 *
 * @param decimals digits after the point, or −1 for three significant digits
 * @param bound what stands before it, {@code "≥ "} for lower bounds
 */
record NumberForm(int decimals, String bound) {
  static final NumberForm PERCENT = new NumberForm(2, "");
  static final NumberForm SHARPNESS = new NumberForm(-1, "≥ ");
  static final NumberForm PLAIN = new NumberForm(-1, "");

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

  String interval(Estimate estimate) {
    return "[" + number(estimate.low()) + ", " + number(estimate.high()) + "]";
  }

  SiteTable.Cell cell(PaperValue paper) {
    return SiteTable.Cell.of(number(paper.mean()) + " ± " + number(paper.deviation()));
  }
}
