package dev.basin.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GapShareTest {
  private static final double[] SMALL = {98, 99, 97};
  private static final double[] LARGE = {96, 97, 95};

  @Test
  void theSmallBatchClosesTheWholeGapAndTheLargeOneNone() {
    GapShare whole = GapShare.of(SMALL, LARGE, SMALL);
    assertThat(whole.share()).isEqualTo(1);
    assertThat(whole.interval().low()).isCloseTo(1, within(1e-12));
    assertThat(whole.interval().high()).isCloseTo(1, within(1e-12));
    assertThat(GapShare.of(SMALL, LARGE, LARGE).share()).isZero();
  }

  /**
   * The gap is 2 in each trial, without spread, so that the interval is that of the gains' mean
   * over 2: gains 0, 1 and 2 have mean 1, s = 1 and t(0.975, 2) = 4.302653.
   */
  @Test
  void aGapWithoutSpreadOnlyDivides() {
    GapShare share = GapShare.of(SMALL, LARGE, new double[] {96, 98, 97});
    assertThat(share.n()).isEqualTo(3);
    assertThat(share.share()).isEqualTo(0.5);
    double half = 4.302653 / Math.sqrt(3) / 2;
    assertThat(share.interval().low()).isCloseTo(0.5 - half, within(1e-6));
    assertThat(share.interval().high()).isCloseTo(0.5 + half, within(1e-6));
  }

  @Test
  void trialsWithoutAllThreeAreLeftOut() {
    double[] treated = {97, Double.NaN, 97};
    assertThat(GapShare.of(SMALL, LARGE, treated))
        .isEqualTo(
            GapShare.of(new double[] {98, 97}, new double[] {96, 95}, new double[] {97, 97}));
  }

  @Test
  void aGapThatMayBeZeroHasNoBounds() {
    GapShare share =
        GapShare.of(new double[] {98, 95}, new double[] {96, 96}, new double[] {97, 97});
    assertThat(share.share()).isEqualTo(2);
    assertThat(share.interval().isBounded()).isFalse();
  }

  @Test
  void oneTrialHasNoInterval() {
    GapShare share = GapShare.of(new double[] {98}, new double[] {96}, new double[] {97});
    assertThat(share.share()).isEqualTo(0.5);
    assertThat(share.interval().isBounded()).isFalse();
    assertThat(GapShare.of(new double[0], new double[0], new double[0]).share()).isNaN();
    assertThatThrownBy(() -> GapShare.of(new double[1], new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
