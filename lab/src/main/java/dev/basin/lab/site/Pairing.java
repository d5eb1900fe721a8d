package dev.basin.lab.site;

import dev.basin.lab.report.Estimate;
import dev.basin.lab.report.Numbers;
import dev.basin.lab.report.Ratio;
import dev.basin.lab.report.SignTest;
import dev.basin.lab.report.Statistics;

/** What the paired values of two arms say of each other. */
final class Pairing {
  private final double[] first;
  private final double[] second;

  Pairing(double[] first, double[] second) {
    this.first = first;
    this.second = second;
  }

  Estimate difference() {
    return Statistics.difference(first, second);
  }

  Ratio secondOverFirst() {
    return Statistics.ratio(second, first);
  }

  SignTest signTest() {
    return SignTest.of(first, second);
  }

  /** Whether both have intervals of the mean and these have no point in common. */
  boolean intervalsAreApart() {
    Estimate a = Statistics.estimate(first);
    Estimate b = Statistics.estimate(second);
    return a.hasSpread() && b.hasSpread() && (a.high() < b.low() || b.high() < a.low());
  }

  SiteTable.Cell differenceCell(NumberForm quantity) {
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
