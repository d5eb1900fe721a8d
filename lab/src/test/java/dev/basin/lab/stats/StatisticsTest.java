package dev.basin.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

  /** Σ = 40, squared deviations 9+1+1+1+0+0+4+16 = 32, s² = 32/7; t(0.975, 7) = 2.364624252. */
  @Test
  void eightValuesByHand() {
    Estimate estimate = Statistics.estimate(2, 4, 4, 4, 5, 5, 7, 9);
    double half = 2.364624251592784 * Math.sqrt(32.0 / 7) / Math.sqrt(8);
    assertThat(estimate.n()).isEqualTo(8);
    assertThat(estimate.mean()).isEqualTo(5);
    assertThat(estimate.deviation()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-14));
    assertThat(estimate.low()).isCloseTo(5 - half, within(1e-8));
    assertThat(estimate.high()).isCloseTo(5 + half, within(1e-8));
  }

  /** t tables: 12.706 for 1, 4.303 for 2, 2.776 for 4 degrees of freedom. */
  @Test
  void quantilesOfTheTable() {
    assertThat(Statistics.estimate(0, 2).high() - 1).isCloseTo(12.706, within(5e-4));
    assertThat(Statistics.estimate(-1, 0, 1).high() * Math.sqrt(3)).isCloseTo(4.303, within(5e-4));
    double deviation = Math.sqrt(2.5);
    assertThat(Statistics.estimate(1, 2, 3, 4, 5).high() - 3)
        .isCloseTo(2.7764 * deviation / Math.sqrt(5), within(1e-4));
  }

  @Test
  void oneValueHasNoSpread() {
    Estimate estimate = Statistics.estimate(3.5);
    assertThat(estimate).isEqualTo(new Estimate(1, 3.5, Double.NaN, Double.NaN, Double.NaN));
    assertThat(estimate.hasSpread()).isFalse();
    assertThat(estimate.excludes(0)).isFalse();
  }

  @Test
  void noValueHasNoMean() {
    assertThat(Statistics.estimate().mean()).isNaN();
    assertThat(Statistics.estimate().n()).isZero();
  }

  @Test
  void valuesThatAreNotFiniteAreLeftOut() {
    assertThat(Statistics.estimate(1, Double.NaN, 3, Double.POSITIVE_INFINITY))
        .isEqualTo(Statistics.estimate(1, 3));
  }

  @Test
  void differencesArePaired() {
    Estimate difference =
        Statistics.difference(
            Scale.LINEAR, new double[] {5, 7, Double.NaN}, new double[] {4, 5, 1});
    assertThat(difference).isEqualTo(Statistics.estimate(1, 2));
    assertThatThrownBy(() -> Statistics.difference(Scale.LINEAR, new double[1], new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Quotients 2 and 8: geometric mean 4, logarithms ln 4 ± ln 2, so s = √2 ln 2, half t·ln 2. */
  @Test
  void ratiosAreGeometric() {
    Ratio ratio = Statistics.ratio(new double[] {2, 24, 5}, new double[] {1, 3, 0});
    assertThat(ratio.n()).isEqualTo(2);
    assertThat(ratio.geometricMean()).isCloseTo(4, within(1e-12));
    double half = 12.706204736 * Math.log(2);
    assertThat(Math.log(ratio.high())).isCloseTo(Math.log(4) + half, within(1e-6));
    assertThat(Math.log(ratio.low())).isCloseTo(Math.log(4) - half, within(1e-6));
    assertThat(ratio.excludes(1)).isFalse();
    assertThat(ratio.inverse().geometricMean()).isCloseTo(0.25, within(1e-12));
    assertThat(ratio.inverse().low()).isLessThan(ratio.inverse().high());
  }

  /** Logarithms 0, 2, 4: mean 2, s = 2; t(0.975, 2) = 4.302652730. */
  @Test
  void positiveQuantitiesHaveTheIntervalOfTheirLogarithms() {
    Estimate estimate = Statistics.estimate(Scale.POSITIVE, 1, Math.exp(2), Math.exp(4));
    double half = 4.302652730 * 2 / Math.sqrt(3);
    assertThat(estimate.mean()).isCloseTo((1 + Math.exp(2) + Math.exp(4)) / 3, within(1e-12));
    assertThat(Math.log(estimate.low())).isCloseTo(2 - half, within(1e-8));
    assertThat(Math.log(estimate.high())).isCloseTo(2 + half, within(1e-8));
  }

  /** Logits 1, 2, 3: mean 2, s = 1. The shares are 1 / (1 + e⁻ˣ). */
  @Test
  void sharesHaveTheIntervalOfTheirLogits() {
    Estimate estimate =
        Statistics.estimate(
            Scale.PERCENT,
            100 / (1 + Math.exp(-1)),
            100 / (1 + Math.exp(-2)),
            100 / (1 + Math.exp(-3)));
    double half = 4.302652730 / Math.sqrt(3);
    assertThat(estimate.low()).isCloseTo(100 / (1 + Math.exp(half - 2)), within(1e-7));
    assertThat(estimate.high()).isCloseTo(100 / (1 + Math.exp(-half - 2)), within(1e-7));
  }

  /** As they are they would be 98 ± 12.7 %, 3.5 ± 4.4 times 10 and so on. */
  @ParameterizedTest
  @CsvSource({
    "PERCENT, 97, 99, 0, 100",
    "PERCENT, 0.5, 1, 0, 100",
    "POSITIVE, 3, 300, 0, Infinity",
    "POSITIVE, 1e-9, 2, 0, Infinity",
    "POSITIVE, 9, 3, 0, Infinity"
  })
  void intervalsOfTwoStayInTheirRange(
      Scale scale, double first, double second, double least, double most) {
    Estimate plain = Statistics.estimate(first, second);
    assertThat(plain.low() < least || plain.high() > most).isTrue();
    Estimate estimate = Statistics.estimate(scale, first, second);
    assertThat(estimate.low()).isGreaterThan(least).isLessThan(estimate.mean());
    assertThat(estimate.high()).isLessThan(most).isGreaterThan(estimate.mean());
    assertThat(estimate.deviation()).isEqualTo(plain.deviation());
  }

  @Test
  void aValueAtTheEndOfItsRangeLeavesNoInterval() {
    for (Estimate estimate :
        new Estimate[] {
          Statistics.estimate(Scale.PERCENT, 99, 100, 98),
          Statistics.estimate(Scale.PERCENT, 0, 0),
          Statistics.estimate(Scale.POSITIVE, 0, 1, 2),
          Statistics.estimate(Scale.POSITIVE, 1e-300, 1e300)
        }) {
      assertThat(estimate.hasSpread()).isTrue();
      assertThat(estimate.hasInterval()).isFalse();
      assertThat(estimate.low()).isNaN();
      assertThat(estimate.high()).isNaN();
      assertThat(estimate.excludes(50)).isFalse();
    }
  }

  /** 20 and 90 points: 55 ± 12.7 · 35; no difference of percentages is above 100. */
  @Test
  void differencesOfSharesStayBelowOneHundred() {
    Estimate difference =
        Statistics.difference(Scale.PERCENT, new double[] {40, 95}, new double[] {20, 5});
    assertThat(difference.mean()).isEqualTo(55);
    assertThat(difference.low()).isEqualTo(-100);
    assertThat(difference.high()).isEqualTo(100);
    assertThat(Statistics.difference(Scale.POSITIVE, new double[] {40, 95}, new double[] {20, 5}))
        .isEqualTo(Statistics.estimate(20, 90));
  }

  @Test
  void theScaleOfValues() {
    assertThat(Scale.of(new double[] {0, 3, 100, Double.NaN}, true)).isEqualTo(Scale.PERCENT);
    assertThat(Scale.of(new double[] {0, 3, 101}, true)).isEqualTo(Scale.POSITIVE);
    assertThat(Scale.of(new double[] {0, 3}, false)).isEqualTo(Scale.POSITIVE);
    assertThat(Scale.of(new double[] {-1, 3, 50}, true)).isEqualTo(Scale.LINEAR);
  }

  @Test
  void scaleAndShift() {
    Estimate one = Statistics.estimate(1, 2, 4);
    Estimate moved = Statistics.estimate(10 + 3 * 1, 10 + 3 * 2, 10 + 3 * 4);
    assertThat(moved.mean()).isCloseTo(10 + 3 * one.mean(), within(1e-12));
    assertThat(moved.deviation()).isCloseTo(3 * one.deviation(), within(1e-12));
    assertThat(moved.high()).isCloseTo(10 + 3 * one.high(), within(1e-12));
  }

  /**
   * Student's t has the distribution 1/2 + arctan(t)/π with one degree of freedom and 1/2 + t/(2√(2
   * + t²)) with two.
   */
  @Test
  void pOfMeansInClosedForm() {
    Estimate two = Statistics.estimate(1, 4);
    double t2 = 2.5 / 1.5;
    assertThat(two.p()).isCloseTo(1 - 2 * Math.atan(t2) / Math.PI, within(1e-12));
    Estimate three = Statistics.estimate(-1, -2, -4);
    double t3 = 7.0 / 3 / Math.sqrt(7.0 / 3 / 3);
    assertThat(three.p()).isCloseTo(1 - t3 / Math.sqrt(2 + t3 * t3), within(1e-12));
  }

  /** At the end of the 95 % interval. */
  @Test
  void pIsFivePercentWhereTheIntervalEnds() {
    Estimate estimate = Statistics.estimate(1, 2, 4, 7, 3);
    double end = estimate.low();
    assertThat(Statistics.estimate(1 - end, 2 - end, 4 - end, 7 - end, 3 - end).p())
        .isCloseTo(0.05, within(1e-9));
  }

  @Test
  void pWithoutSpread() {
    assertThat(Statistics.estimate(3).p()).isNaN();
    assertThat(Statistics.estimate(3, 3).p()).isZero();
    assertThat(Statistics.estimate(0, 0).p()).isEqualTo(1);
  }
}
