package dev.basin.cli;

import dev.basin.network.Network;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.remedy.DynamicSampling;
import dev.basin.train.remedy.Remedies;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The remedies, for the commands that train. */
final class RemedyOptions {
  @Option(
      names = "--remedy",
      paramLabel = "TEXT",
      description =
          "Train with this remedy for large batches, such as sam or sam:rho=0.1; may be given"
              + " several times. 'basin remedy list' names them. In 'compare' the large-batch runs"
              + " alone have it.")
  private List<String> texts = new ArrayList<>();

  /**
   * The remedies that were asked for.
   *
   * @throws IllegalArgumentException if one is unknown, or some cannot be combined
   */
  Remedies remedies() {
    return Remedies.parse(texts);
  }

  /** Whether the sizes of batches follow from what training meets, and not from the schedule. */
  boolean choosesBatches() {
    return remedies().all().stream()
        .anyMatch(
            remedy ->
                remedy instanceof DynamicSampling sampling
                    && sampling.test() == DynamicSampling.Test.VARIANCE);
  }

  /**
   * Refuses training whose optimisers would not fit the available memory.
   *
   * @param optimizer that of the runs
   * @param network whose weights are trained
   */
  void checkMemory(OptimizerConfig optimizer, Network network) {
    Remedies remedies = remedies();
    Machine.requireMemory(
        remedies.vectors(optimizer.vectors()) * Float.BYTES * network.layout().dimension(),
        "the vectors of %s%s"
            .formatted(
                optimizer.toText(), remedies.all().isEmpty() ? "" : " with " + remedies.describe()),
        "choose smaller numbers of them");
  }
}
