package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Appendix C by hand. */
final class PerformanceModelTest {
  @Test
  void isTheInequality() {
    // 1000 steps of 256 points against 100 steps of 5,120: twice the work
    PerformanceModel model = new PerformanceModel(256, 1_000, 5_120, 100);
    assertThat(model.threshold()).isEqualTo(0.5);
    assertThat(model.speedUp(0.5)).isEqualTo(1);
    assertThat(model.speedUp(1)).isEqualTo(0.5);
    assertThat(model.speedUp(0.1)).isCloseTo(5, within(1e-12));
  }
}
