package dev.basin.lab.site;

import dev.basin.lab.report.Estimate;
import dev.basin.lab.report.Numbers;
import dev.basin.lab.report.Ratio;
import dev.basin.lab.report.SignTest;
import dev.basin.lab.report.Statistics;

/** What the paired values of two arms say of each other. */
final class Pairing {
  private final NumberForm quantity;
  private final double[] first;
  private final double[] second;

  /** One value a trial of each. */
  Pairing(NumberForm quantity, double[] first, double[] second) {
    this.quantity = quantity;
    this.first = first;
    this.second = second;
  }

  Estimate difference() {
    return Statistics.difference(quantity.scale(), first, second);
  }

  Ratio secondOverFirst() {
    return Statistics.ratio(second, first);
  }

  SignTest signTest() {
    return SignTest.of(first, second);
  }

  /** Whether both have intervals of the mean and these have no point in common. */
  boolean intervalsAreApart() {
    Estimate a = quantity.estimate(first);
    Estimate b = quantity.estimate(second);
    return a.hasInterval() && b.hasInterval() && (a.high() < b.low() || b.high() < a.low());
  }

  SiteTable.Cell differenceCell() {
    Estimate difference = difference();
    if (difference.n() == 0) {
      return SiteTable.Cell.of(Numbers.NONE);
    }
    String text = quantity.number(difference.mean());
    return difference.hasSpread()
        ? new SiteTable.Cell(text, quantity.interval(difference))
        : new SiteTable.Cell(text, "n = 1");
  }

  SiteTable.Cell ratioCell() {
    Ratio ratio = secondOverFirst();
    if (ratio.n() == 0) {
      return SiteTable.Cell.of(Numbers.NONE);
    }
    String text = Numbers.factor(ratio.geometricMean());
    return ratio.n() == 1
        ? new SiteTable.Cell(text, "n = 1")
        : new SiteTable.Cell(
            text,
            "["
                + Numbers.significant(ratio.low(), 3)
                + ", "
                + Numbers.significant(ratio.high(), 3)
                + "]");
  }

  SiteTable.Cell signCell() {
    SignTest test = signTest();
    int pairs = test.positive() + test.negative();
    return pairs == 0
        ? SiteTable.Cell.of(Numbers.NONE)
        : new SiteTable.Cell(
            Numbers.significant(test.p(), 2), test.positive() + " of " + pairs + " positive");
  }
}
