package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.optim.OptimizerConfig;
import dev.basin.optim.SgdConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line is where gradient descent on a quadratic ceases to contract, as its steps show. */
final class StabilityLimitTest {

  private static StabilityLimit of(String optimizer) {
    StabilityLimit limit = new StabilityLimit(4);
    limit.add(0, "SB", OptimizerConfig.parse(optimizer));
    return limit;
  }

  /** |x| after many steps of SGD, as PyTorch documents it, on λ x²/2 from x = 1. */
  private static double end(SgdConfig sgd, double eigenvalue) {
    double x = 1;
    double velocity = 0;
    for (int step = 0; step < 20_000 && Math.abs(x) < 1e100; step++) {
      double gradient = (eigenvalue + sgd.weightDecay()) * x;
      velocity = sgd.momentum() * velocity + gradient;
      double along = sgd.nesterov() ? gradient + sgd.momentum() * velocity : velocity;
      x -= sgd.learningRate() * along;
    }
    return Math.abs(x);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd:lr=0.1,momentum=0",
        "sgd:lr=0.02,momentum=0.9",
        "sgd:lr=0.05,momentum=0.5,nesterov=true",
        "sgd:lr=0.01,momentum=0.9,nesterov=true,decay=0.5",
        "sgd:lr=0.1,momentum=0,decay=2"
      })
  void stepsContractBelowTheLineAndGrowAboveIt(String optimizer) {
    double line = of(optimizer).values().get(0);
    SgdConfig sgd = (SgdConfig) OptimizerConfig.parse(optimizer);
    assertThat(end(sgd, 0.98 * line)).isLessThan(1e-6);
    assertThat(end(sgd, 1.02 * line)).isGreaterThan(1e6);
  }

  @Test
  void theLineOfAScheduleRisesAsItsRateFalls() {
    StabilityLimit limit = of("sgd:lr=0.1,momentum=0,schedule=cosine:4");
    assertThat(limit.values().get(0)).isCloseTo(20, within(1e-9));
    assertThat(limit.values().get(2)).isCloseTo(40, within(1e-9)); // half the rate half way
    assertThat(limit.legend()).hasSize(1);
  }

  @Test
  void adamHasNoLineAndTheCaptionSaysSo() {
    StabilityLimit limit = of("adam");
    assertThat(limit.values()).isEmpty();
    assertThat(limit.layers()).isEmpty();
    assertThat(limit.caption()).contains("No such line for SB (adam)");
  }
}
