package dev.basin.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.StudyNetworks;
import dev.basin.lab.study.TrialConfig;
import dev.basin.lab.study.yaml.StudyFile;
import dev.basin.network.Network;
import java.util.Map;
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

  private static Measurement eigenvalue(int limit) {
    return Measurement.of(Instruments.named("eigenvalue"), limit, Map.of());
  }

  @Test
  void anEigenvalueOverAFewPointsKeepsNoMoreThanThese() {
    JobCost cost = cost("chunk-size: 5000\n");
    double weights = 30 * 4.0 * network.layout().dimension();
    double few = cost.price(eigenvalue(500)).bytes() - weights;
    // one chunk of 500 in one thread, two of 5,000 in two
    assertThat(cost.price(eigenvalue(0)).bytes() - weights).isEqualTo(20 * few);
    assertThat(cost("chunk-size: 500\n").price(eigenvalue(500)).bytes() - weights).isEqualTo(few);
  }

  @Test
  void workGrowsWithThePointsLookedAt() {
    JobCost cost = cost("");
    assertThat(cost.price(eigenvalue(0)).products())
        .isEqualTo(20 * cost.price(eigenvalue(500)).products());
    assertThat(cost.price(eigenvalue(2 * POINTS)).products())
        .isEqualTo(cost.price(eigenvalue(0)).products());
  }
}
