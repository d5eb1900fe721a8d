package dev.basin.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against the binomial distribution by hand. */
final class SignTestTest {
  @Test
  void fiveOfFiveIsTwoThirtySeconds() {
    SignTest test = SignTest.of(new double[] {2, 3, 4, 5, 6}, new double[] {1, 1, 1, 1, 1});
    assertThat(test.positive()).isEqualTo(5);
    assertThat(test.p()).isCloseTo(2.0 / 32, within(1e-12));
  }

  @Test
  void fourOfFiveIsTwelveThirtySeconds() {
    SignTest test = SignTest.of(new double[] {2, 3, 4, 5, 0}, new double[] {1, 1, 1, 1, 1});
    assertThat(test.p()).isCloseTo(12.0 / 32, within(1e-12));
  }

  /**
   * Every count of up to 20 pairs, by adding binomial coefficients; so a test is the same for k and
   * n − k.
   */
  @Test
  void everyCountByAdding() {
    for (int n = 1; n <= 20; n++) {
      for (int k = 0; k <= n; k++) {
        double asFar = 0;
        double coefficient = 1;
        for (int i = 0; i <= n; i++) {
          asFar += Math.abs(2 * i - n) >= Math.abs(2 * k - n) ? coefficient : 0;
          coefficient = coefficient * (n - i) / (i + 1);
        }
        double[] first = new double[n];
        Arrays.fill(first, 0, k, 2);
        double[] second = new double[n];
        Arrays.fill(second, 1);
        assertThat(SignTest.of(first, second).p())
            .as("%d of %d", k, n)
            .isCloseTo(asFar / (1 << n), within(1e-12));
      }
    }
  }

  @Test
  void tiesAndWhatIsNotFiniteAreLeftOut() {
    SignTest test =
        SignTest.of(new double[] {1, Double.NaN, 3}, new double[] {1, 2, Double.NEGATIVE_INFINITY});
    assertThat(test.positive() + test.negative()).isZero();
    assertThat(test.p()).isEqualTo(1);
  }

  @Test
  void halfAndHalfIsOne() {
    assertThat(SignTest.of(new double[] {2, 0}, new double[] {1, 1}).p())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void pairsArePairs() {
    assertThatThrownBy(() -> SignTest.of(new double[2], new double[3]))
        .hasMessageContaining("2 and 3");
  }
}
