package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.stats.Holm;
import dev.basin.lab.stats.Ratio;
import dev.basin.lab.stats.Scale;
import dev.basin.lab.stats.SignTest;
import dev.basin.lab.stats.Statistics;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the paired values of two arms say of each other. */
final class Pairing {
  /** Differences that spread less than this share of their mean differ by rounding only. */
  private static final double ALIKE = 1e-9;

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

  /**
   * p of the paired t-test that the difference is 0 in the mean, or, as a ratio, that of the
   * logarithms.
   *
   * @return NaN with fewer than two pairs, or if all differ by the same
   */
  double p(boolean asRatio) {
    Estimate tested = tested(asRatio);
    boolean alike = tested.deviation() <= ALIKE * Math.abs(tested.mean());
    return alike && tested.mean() != 0 ? Double.NaN : tested.p();
  }

  /** 1 if the first is larger in the mean, or, as a ratio, the geometric mean, −1 if smaller. */
  int direction(boolean asRatio) {
    return (int) Math.signum(tested(asRatio).mean());
  }

  private Estimate tested(boolean asRatio) {
    return asRatio
        ? Statistics.difference(
            Scale.LINEAR,
            Arrays.stream(first).map(Scale.POSITIVE::of).toArray(),
            Arrays.stream(second).map(Scale.POSITIVE::of).toArray())
        : difference();
  }

  /**
   * The p of pairings that were looked at together, by Holm's correction for those that have one.
   *
   * @return as many, NaN where there is none
   */
  static double[] adjusted(List<Pairing> family, boolean asRatio) {
    double[] p = family.stream().mapToDouble(pairing -> pairing.p(asRatio)).toArray();
    int[] tested = IntStream.range(0, p.length).filter(k -> !Double.isNaN(p[k])).toArray();
    double[] holm = Holm.adjust(Arrays.stream(tested).mapToDouble(k -> p[k]).toArray());
    for (int k = 0; k < tested.length; k++) {
      p[tested[k]] = holm[k];
    }
    return p;
  }

  /** The same the other way round. */
  Pairing reversed() {
    return new Pairing(quantity, second, first);
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
