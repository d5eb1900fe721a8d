package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RangeTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 99_999})
  void passesOnWhatLiesInIt(int epochs) {
    assertThat(Range.EPOCHS.require(epochs, "epochs")).isEqualTo(epochs);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 100_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void namesTheSettingTheValueAndTheRange(int epochs) {
    assertThatThrownBy(() -> Range.EPOCHS.require(epochs, "epochs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs is " + epochs + "; expected at least 1, at most 99999");
  }

  /** IEEE 754: binary32 has normal numbers from 2^-126 to (2 − 2^-23) 2^127. */
  @Test
  void positiveNumbersAreThoseOfFloat32() {
    for (double inside : new double[] {0x1p-126, 1, 1e-30, 0x1.fffffep127}) {
      assertThat(Range.POSITIVE.require(inside, "rho")).isEqualTo(inside);
    }
    for (double outside :
        new double[] {
          0,
          -1,
          Math.nextDown(0x1p-126),
          1e-320,
          Math.nextUp(0x1.fffffep127),
          1e300,
          Double.NaN,
          Double.POSITIVE_INFINITY
        }) {
      assertThatThrownBy(() -> Range.POSITIVE.require(outside, "rho"))
          .hasMessage(
              "rho is " + outside + "; expected > 0, from 1.2e-38 to 3.4e38 as float32 holds it");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1e7 | 1e7   | at least -10000000, at most 10000000",
        "1e-7 | 0.5   | > 0, from 1.0E-7 to 0.5",
        "1e-9 | 0.9999999999999999 | more than 0 and less than 1",
        "0    | 0.9999999999999999 | at least 0 and less than 1",
        "0    | 1e300 | at least 0, at most 1.0E300",
      })
  void tellsItsBoundsExactly(double least, double most, String words) {
    assertThat(Range.real(least, most).describe()).isEqualTo(words);
    assertThat(Range.real(least, most).contains(least)).isTrue();
    assertThat(Range.real(least, most).contains(most)).isTrue();
    assertThat(Range.real(least, most).contains(Math.nextUp(most))).isFalse();
    assertThat(Range.real(least, most).contains(Double.NaN)).isFalse();
  }

  @Test
  void isNeverEmpty() {
    assertThatThrownBy(() -> Range.count(2, 1)).hasMessageContaining("is empty");
  }
}
