package dev.basin.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.engine.RandomStream;
import org.junit.jupiter.api.Test;

/** Bilinear interpolation reproduces what is affine; warps and pixel noise have known moments. */
final class FieldTest {
  /** Rows r = 0 … 47 have the values r: mean 23.5, deviation √((48² − 1) / 12). */
  private static double expected(double row) {
    return 128 + 50 * (row - 23.5) / Math.sqrt((48 * 48 - 1) / 12.0);
  }

  @Test
  void readsARampBetweenItsPixelsAndItsEdgeBeyond() {
    Field ramp = ramp();
    for (double row : new double[] {0, 0.25, 7, 23.5, 46.99, 47}) {
      for (double column : new double[] {-3, 0, 1.5, 47, 60}) {
        assertThat(read(ramp, row, column, 1)).isCloseTo(expected(row), within(1e-4));
      }
    }
    assertThat(read(ramp, -5, 3, 1)).isCloseTo(expected(0), within(1e-4));
    assertThat(read(ramp, 99, 3, 1)).isCloseTo(expected(47), within(1e-4));
    assertThat(read(ramp, 12, 3, 0.5)).isCloseTo(expected(12) / 2, within(1e-4));
  }

  @Test
  void theIdentityShowsTheMiddle() {
    Field ramp = ramp();
    for (int row = 0; row < 32; row++) {
      double[] colour = new double[3];
      Warp.identity().addTo(ramp, row, 5, 1, colour);
      assertThat(colour[0]).isCloseTo(expected(8 + row), within(1e-4));
    }
  }

  /**
   * Of a ramp downwards, the middle of an image shows a row that lies {@code translation +
   * displacement} from the middle's: uniform up to 5, plus four knots of uniform up to 2.5, each
   * weighted ¼ there. Variance 5²/3 + 4 (2.5/4)²/3; the mean is 0.
   */
  @Test
  void warpsMoveTheMiddleAsFarAsTheySay() {
    int draws = 4_000;
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < draws; k++) {
      double[] colour = new double[3];
      Warp warp = Warp.draw(new RandomStream(k));
      for (int corner = 0; corner < 4; corner++) {
        warp.addTo(ramp(), 15 + corner / 2, 15 + corner % 2, 0.25, colour);
      }
      double moved = (colour[0] - 128) / 50 * Math.sqrt((48 * 48 - 1) / 12.0);
      assertThat(Math.abs(moved)).isLessThan(7.5);
      sum += moved / draws;
      squares += moved * moved / draws;
    }
    double variance = 25 / 3.0 + 4 * 0.625 * 0.625 / 3;
    // for the variance, a kurtosis below 3 keeps the standard error below variance · √(2 / n)
    assertThat(sum).isBetween(-5 * Math.sqrt(variance / draws), 5 * Math.sqrt(variance / draws));
    assertThat(squares).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / draws)));
  }

  /** A sum of four uniform numbers has kurtosis 3 − 6/5/4. */
  @Test
  void pixelNoiseHasItsMoments() {
    RandomStream stream = new RandomStream(9);
    int draws = 400_000;
    double mean = 0;
    double variance = 0;
    double fourth = 0;
    for (int k = 0; k < draws; k++) {
      double noise = PixelNoise.draw(stream);
      mean += noise / draws;
      variance += noise * noise / draws;
      fourth += Math.pow(noise, 4) / draws;
    }
    assertThat(mean).isCloseTo(0, within(5 * 10 / Math.sqrt(draws)));
    assertThat(variance).isCloseTo(100, within(5 * 100 * Math.sqrt(1.7 / draws)));
    assertThat(fourth / 1e4).isCloseTo(2.7, within(0.06));
  }

  /**
   * Half of the images are hidden in part; sides are 4 to 14, so the mean hidden area is 81 / 2.
   */
  @Test
  void halfOfTheImagesAreHiddenInPart() {
    int draws = 4_000;
    double hiding = 0;
    double area = 0;
    for (int k = 0; k < draws; k++) {
      Occlusion occlusion = new Occlusion(new RandomStream(k));
      int hidden = 0;
      for (int row = 0; row < 32; row++) {
        for (int column = 0; column < 32; column++) {
          hidden += occlusion.hides(row, column) ? 1 : 0;
        }
      }
      hiding += hidden > 0 ? 1 : 0;
      area += hidden / (double) draws;
    }
    assertThat(hiding).isCloseTo(draws / 2.0, within(4.5 * Math.sqrt(draws) / 2));
    // a side has mean 9 and variance 10, so an area has mean square 91²
    double deviation = Math.sqrt(91 * 91 / 2.0 - 40.5 * 40.5);
    assertThat(area).isCloseTo(40.5, within(5 * deviation / Math.sqrt(draws)));
  }

  private static Field ramp() {
    double[] values = new double[48 * 48 * 3];
    for (int i = 0; i < values.length; i++) {
      int row = i / (48 * 3);
      values[i] = row;
    }
    return new Field(values);
  }

  private static double read(Field field, double row, double column, double weight) {
    double[] colour = new double[3];
    field.addTo(row, column, weight, colour);
    return colour[2];
  }
}
