package dev.basin.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProportionTest {

  /** The ends are where the binomial tails hold 2.5 % each: summed term by term. */
  @ParameterizedTest
  @CsvSource({"5, 100", "1, 20", "19, 20", "50, 100", "3, 7", "199, 1000"})
  void tailsHoldTwoAndAHalfPercent(int successes, int trials) {
    Proportion proportion = Proportion.of(successes, trials);
    assertThat(proportion.share()).isEqualTo((double) successes / trials);
    assertThat(atLeast(successes, trials, proportion.low())).isCloseTo(0.025, within(1e-9));
    assertThat(1 - atLeast(successes + 1, trials, proportion.high()))
        .isCloseTo(0.025, within(1e-9));
  }

  private static double atLeast(int successes, int trials, double p) {
    double sum = 0;
    double term = Math.pow(1 - p, trials);
    for (int k = 0; k <= trials; k++) {
      if (k >= successes) {
        sum += term;
      }
      term *= (double) (trials - k) / (k + 1) * p / (1 - p);
    }
    return sum;
  }

  /** R: {@code binom.test(5, 100)$conf.int}. */
  @Test
  void fiveInAHundred() {
    Proportion proportion = Proportion.of(5, 100);
    assertThat(proportion.low()).isCloseTo(0.01643188, within(1e-8));
    assertThat(proportion.high()).isCloseTo(0.11283491, within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1000})
  void noneAndAllHaveClosedForms(int trials) {
    double end = 1 - Math.pow(0.025, 1.0 / trials);
    assertThat(Proportion.of(0, trials).low()).isZero();
    assertThat(Proportion.of(0, trials).high()).isCloseTo(end, within(1e-9));
    assertThat(Proportion.of(trials, trials).high()).isEqualTo(1);
    assertThat(Proportion.of(trials, trials).low()).isCloseTo(1 - end, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"-1, 5", "6, 5", "0, 0"})
  void refusesImpossibleCounts(int successes, int trials) {
    assertThatThrownBy(() -> Proportion.of(successes, trials))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
