package dev.basin.lab.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.network.Network;
import org.junit.jupiter.api.Test;

/** What is estimated follows what is computed. */
final class JobCostTest {
  private static final int POINTS = 10_000;

  private final Network network = StudyNetworks.byName("C1");

  private JobCost cost(String settings) {
    String text =
        """
        title: t
        show: curves
        epochs: 2
        arms: {SB: {batch: 256}}
        networks: {network: C1, data: cifar10}
        """;
    Plan plan =
        Plan.of(
            StudyFile.parse("s.yaml", "s", text + settings).at(Scale.PAPER),
            new CountedData(POINTS));
    TrialConfig config = plan.runs().get(0).config();
    return new JobCost(network, config, POINTS, POINTS, 1L << 32, 2);
  }

  @Test
  void anEigenvalueOverAFewPointsKeepsNoMoreThanThese() {
    JobCost cost = cost("chunk-size: 5000\n");
    double weights = 30 * 4.0 * network.layout().dimension();
    double few = cost.bytes(new Measurement.Eigenvalue(500)) - weights;
    // one chunk of 500 in one thread, two of 5,000 in two
    assertThat(cost.bytes(new Measurement.Eigenvalue(0)) - weights).isEqualTo(20 * few);
    assertThat(cost("chunk-size: 500\n").bytes(new Measurement.Eigenvalue(500)) - weights)
        .isEqualTo(few);
  }

  @Test
  void workGrowsWithThePointsLookedAt() {
    JobCost cost = cost("");
    assertThat(cost.of(new Measurement.Eigenvalue(0)))
        .isEqualTo(20 * cost.of(new Measurement.Eigenvalue(500)));
    assertThat(cost.of(new Measurement.Eigenvalue(2 * POINTS)))
        .isEqualTo(cost.of(new Measurement.Eigenvalue(0)));
  }
}
