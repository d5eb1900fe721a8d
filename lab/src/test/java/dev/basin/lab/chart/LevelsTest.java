package dev.basin.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelsTest {

  @ParameterizedTest
  @CsvSource({
    "false, 0, 1",
    "false, -3, 2.5",
    "false, 1e-9, 3e-9",
    "true, 2e-5, 24",
    "true, 0.3, 7",
    "true, 1e-12, 1e12",
    "true, 1, 1.3",
    "false, 2, 2",
    "true, 2, 2"
  })
  void areInsideAscendingAndNotTooMany(boolean logarithmic, double low, double high) {
    Axis axis = Levels.axis("f", logarithmic, low, high);
    assertThat(axis.low()).isEqualTo(low);
    assertThat(axis.high()).isGreaterThan(low).isGreaterThanOrEqualTo(high);
    assertThat(axis.ticks()).hasSizeLessThanOrEqualTo(15);
    assertThat(axis.ticks()).extracting(Tick::value).isSorted();
    assertThat(axis.ticks())
        .allMatch(tick -> axis.fraction(tick.value()) >= -1e-9)
        .allMatch(tick -> axis.fraction(tick.value()) <= 1 + 1e-9);
    assertThat(axis.ticks()).extracting(Tick::label).doesNotHaveDuplicates();
  }

  @Test
  void labelsAreRoundNumbers() {
    assertThat(Levels.axis("f", true, 2e-5, 24).ticks())
        .extracting(Tick::label)
        .contains("10⁻⁴", "3·10⁻⁵", "0.001", "10");
    assertThat(Levels.axis("f", true, 0.3, 7).ticks())
        .extracting(Tick::label)
        .contains("0.3", "0.5", "1", "7");
  }

  /** Luminance falls along the ramp, so that it can be read without colours, too. */
  @Test
  void theRampGoesFromLightToDark() {
    double before = Double.POSITIVE_INFINITY;
    for (double fraction = 0; fraction <= 1; fraction += 0.01) {
      int colour = Ramp.at(fraction);
      double luminance =
          0.2126 * (colour >> 16) + 0.7152 * (colour >> 8 & 0xff) + 0.0722 * (colour & 0xff);
      assertThat(luminance).isLessThan(before);
      before = luminance;
    }
    assertThat(Ramp.at(0)).isEqualTo(0xffffd9);
    assertThat(Ramp.at(7)).isEqualTo(0x225ea8);
    assertThat(Ramp.lit(0x808080, 1)).isEqualTo(0x808080);
    assertThat(Ramp.lit(0x808080, 0.5)).isEqualTo(0x404040);
  }

  /** What is in front covers what is behind: the near corner is lowest, the far one highest. */
  @Test
  void theViewLooksFromTheFrontAndAbove() {
    View view = new View(Math.toRadians(35), Math.toRadians(28), 0.6);
    assertThat(view.project(new double[] {0.5, 0.5, 0}))
        .containsExactly(new double[] {0, 0}, within(1e-15));
    assertThat(view.project(new double[] {0, 0, 0})[1])
        .isGreaterThan(view.project(new double[] {1, 0, 0})[1])
        .isGreaterThan(view.project(new double[] {0, 1, 0})[1])
        .isGreaterThan(view.project(new double[] {1, 1, 0})[1]);
    assertThat(view.project(new double[] {0.5, 0.5, 1})[1])
        .isCloseTo(-0.6 * Math.cos(Math.toRadians(28)), within(1e-12));
    assertThat(view.left()).isEqualTo(-view.right());
  }
}
