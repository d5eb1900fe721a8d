package dev.basin.optim.lbfgsb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LbfgsBConfigTest {
  @Test
  void pinsTheDefaults() {
    assertThat(LbfgsBConfig.defaults())
        .isEqualTo(new LbfgsBConfig(10, 15_000, 1e-5, 1e7, 20, 15_000));
  }

  @Test
  void namesFieldValueAndRange() {
    LbfgsBConfig config = LbfgsBConfig.defaults();
    assertThatThrownBy(() -> config.withHistory(0)).hasMessage("history: 0, expected 1 to 100");
    assertThatThrownBy(() -> config.withHistory(101)).hasMessage("history: 101, expected 1 to 100");
    assertThatThrownBy(() -> config.withMaxIterations(0))
        .hasMessage("maxIterations: 0, expected at least 1");
    assertThatThrownBy(() -> config.withMaxEvaluations(-1))
        .hasMessage("maxEvaluations: -1, expected at least 1");
    assertThatThrownBy(() -> config.withTolerances(-1, 0))
        .hasMessage("pgtol: -1.0, expected finite and at least 0");
    assertThatThrownBy(() -> config.withTolerances(0, Double.NaN))
        .hasMessage("factr: NaN, expected finite and at least 0");
    assertThatThrownBy(() -> new LbfgsBConfig(10, 1, 0, 0, 0, 1))
        .hasMessage("maxLineSearch: 0, expected at least 1");
  }

  @Test
  void tolerancesMayBeZero() {
    LbfgsBConfig config = LbfgsBConfig.defaults().withTolerances(0, 0);
    assertThat(config.pgtol()).isZero();
    assertThat(config.factr()).isZero();
  }
}
