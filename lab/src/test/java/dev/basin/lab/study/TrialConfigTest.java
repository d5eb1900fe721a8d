package dev.basin.lab.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.optim.OptimizerConfig;
import dev.basin.train.BatchSchedule;
import dev.basin.train.StepConfig;
import dev.basin.train.StoppingRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Names of runs are digests of a text whose form is written down here: what they name lies in
 * people's stores. The digests were taken with {@code printf '…' | sha256sum}.
 */
final class TrialConfigTest {
  private static final StepConfig STEPS =
      new StepConfig(StepConfig.defaults().precision(), 1_048_576);

  private static TrialConfig config(TrialConfig.Iterate from, List<String> remedies) {
    return new TrialConfig(
        "F1",
        "mnist",
        600,
        5000,
        BatchSchedule.constant(256),
        new StoppingRule(40, 10, 0),
        OptimizerConfig.parse("sgd:lr=0.2"),
        STEPS,
        7,
        2,
        from,
        remedies,
        false,
        null);
  }

  private static final String PLAIN =
      """
      trial 1
      network=F1
      data=mnist
      limit=600
      chunk-size=5000
      batch=256
      epochs=40
      patience=10
      tolerance=0
      optimizer=sgd:lr=0.2,momentum=0.9,nesterov=false,decay=0,schedule=constant
      precision=float32
      activation-memory=1048576
      seed=7
      trial=2
      """;

  @Test
  void aRunIsNamedByThisText() {
    assertThat(config(null, List.of()).canonical()).isEqualTo(PLAIN);
    assertThat(config(null, List.of()).key()).isEqualTo("F1-b256-t2-e88e7d24c971");
  }

  @Test
  void startsAndRemediesAreLinesMore() {
    TrialConfig config =
        config(new TrialConfig.Iterate("F1-b32-t2-0123456789ab", 3), List.of("sam:rho=0.1"));
    assertThat(config.canonical())
        .isEqualTo(PLAIN + "from=F1-b32-t2-0123456789ab epoch 3\nremedy=sam:rho=0.1\n");
    assertThat(config.key()).isEqualTo("F1-b256-t2-efb4097c479e");
  }
}
