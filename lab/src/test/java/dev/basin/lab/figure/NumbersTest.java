package dev.basin.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "205.21, 205",
    "0.32349, 0.323",
    "3.07, 3.07",
    "9.999, 10.0",
    "0.000892, 0.000892",
    "0.00002399, 2.40×10⁻⁵",
    "1234567, 1.23×10⁶",
    "-12.34, −12.3",
    "0, 0",
    "NaN, –",
    "Infinity, ∞"
  })
  void threeSignificantDigits(double value, String text) {
    assertThat(Numbers.significant(value, 3)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"98.125, 98.13", "-0.001, 0.00", "-0.25, −0.25", "100, 100.00", "NaN, –"})
  void twoDecimals(double value, String text) {
    assertThat(Numbers.fixed(value, 2)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.001, 10⁻³", "0.0005, 5·10⁻⁴", "0.00025, 2.5·10⁻⁴", "0.1, 0.1", "0.01, 0.01"})
  void epsilonAsInThePaper(double value, String text) {
    assertThat(Numbers.epsilon(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"5.234, 5.23 s", "65, 1 min 5 s", "3599.9, 1 h 0 min", "7325, 2 h 2 min"})
  void durations(double seconds, String text) {
    assertThat(Numbers.duration(seconds)).isEqualTo(text);
  }
}
