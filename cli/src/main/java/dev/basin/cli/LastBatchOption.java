package dev.basin.cli;

import dev.basin.data.LastBatch;
import picocli.CommandLine.Option;

/** What becomes of the points that whole batches leave over, for the commands that train. */
final class LastBatchOption {
  @Option(
      names = "--last-batch",
      paramLabel = "CHOICE",
      defaultValue = "keep",
      description =
          "What becomes of the points that whole batches leave over in an epoch: keep, as a smaller"
              + " last batch (one point, which has no statistics for BatchNorm, joins the batch"
              + " before); or drop (default ${DEFAULT-VALUE}).")
  private LastBatch choice = LastBatch.KEEP;

  LastBatch choice() {
    return choice;
  }
}
