package dev.basin.cli;

import dev.basin.data.TrainTestData;
import dev.basin.engine.Precision;
import dev.basin.lab.ComparisonConfig;
import dev.basin.lab.ComparisonResult;
import dev.basin.lab.TrialResult;
import dev.basin.network.Network;
import dev.basin.train.remedy.Remedies;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Puts a finished comparison together with where and how it was made. */
final class ResultAssembly {
  private ResultAssembly() {}

  static ComparisonResult assemble(
      ComparisonConfig config,
      Network network,
      TrainTestData data,
      List<TrialResult> trials,
      String command,
      double seconds) {
    return new ComparisonResult(
        ComparisonResult.SCHEMA,
        network.name(),
        network.layout().dimension(),
        config.data(),
        data.train().digest(),
        data.train().info().origin(),
        data.train().size(),
        data.test().size(),
        config.chunkSize(),
        config.lastBatch().label(),
        config.optimizer().describe()
            + products(config.steps().precision())
            + (config.remedies().isEmpty()
                ? ""
                : "; large batch with " + Remedies.parse(config.remedies()).describe()),
        "small batch: "
            + config.smallStopping().describe()
            + "; large batch: "
            + config.largeStopping().describe(),
        config.seed(),
        command,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        seconds,
        Machine.peakMemoryBytes(),
        Machine.environment(),
        trials);
  }

  private static String products(Precision precision) {
    return precision == Precision.BF16 ? "; factors of its gradients' products in bfloat16" : "";
  }
}
