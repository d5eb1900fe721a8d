package dev.basin.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {

  @ParameterizedTest
  @CsvSource({"10, 5, 2", "3, 6, 0.5", "8, 6, 2", "100, 5, 20", "4.68, 5, 1", "24.97, 5, 5"})
  void stepsAreNice(double span, int intervals, double step) {
    assertThat(Ticks.step(span, intervals)).isCloseTo(step, within(1e-12));
  }

  @Test
  void ticksCoverTheDataAndAreFew() {
    long seed = 20261123;
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      double size = Math.pow(10, random.nextInt(12) - 6);
      double low = size * random.nextGaussian();
      double high = low + size * random.nextDouble() + 1e-9 * size;
      Axis axis = Axis.covering("x", low, high, 6);
      String what = "seed " + seed + ", case " + i + ": " + axis;
      assertThat(axis.ticks()).as(what).hasSizeBetween(2, 9);
      assertThat(axis.ticks().get(0).value()).as(what).isLessThanOrEqualTo(low + 1e-6 * size);
      assertThat(axis.ticks().get(axis.ticks().size() - 1).value())
          .as(what)
          .isGreaterThanOrEqualTo(high - 1e-6 * size);
      assertThat(axis.ticks().stream().map(Tick::label).distinct())
          .as(what)
          .hasSameSizeAs(axis.ticks());
    }
  }

  @ParameterizedTest
  @CsvSource({"98, 98", "0, 0", "NaN, NaN", "Infinity, -Infinity"})
  void anEmptyRangeStillHasAnAxis(double low, double high) {
    Axis axis = Axis.covering("x", low, high, 6);
    assertThat(axis.high()).isGreaterThan(axis.low());
    assertThat(axis.ticks()).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0.019, 925", "1, 1", "0.5, 2", "1e-12, 1e12", "10, 1000"})
  void decadesCoverTheData(double low, double high) {
    Axis axis = Axis.decades("x", low, high);
    assertThat(axis.fraction(low)).isBetween(-1e-9, 1.0);
    assertThat(axis.fraction(high)).isBetween(0.0, 1 + 1e-9);
    assertThat(axis.ticks()).hasSizeBetween(2, 9);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 13, 15, 61, 100, 1000})
  void epochsAreWholeNumbers(int epochs) {
    Axis axis = Axis.counting("Epoch", epochs, 6);
    assertThat(axis.high()).isGreaterThanOrEqualTo(Math.max(1, epochs));
    assertThat(axis.ticks()).allMatch(tick -> !tick.label().contains("."));
    assertThat(axis.ticks()).hasSizeBetween(2, 9);
  }

  @Test
  void aLogarithmicAxisIsLogarithmic() {
    Axis axis = Axis.decades("x", 0.01, 100);
    assertThat(axis.fraction(1)).isCloseTo(0.5, within(1e-12));
    assertThat(axis.fraction(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(axis.fraction(Double.NaN)).isNaN();
    assertThat(axis.ticks().stream().map(Tick::label))
        .containsExactly("0.01", "0.1", "1", "10", "100");
  }

  @Test
  void alphaIsLabelledByHalves() {
    assertThat(Axis.exact("α", -1, 2, 6).ticks().stream().map(Tick::label))
        .containsExactly("−1.0", "−0.5", "0.0", "0.5", "1.0", "1.5", "2.0");
  }
}
