package dev.basin.train;

import java.util.List;

/**
 * How a training run went.
 *
 * @param epochs one entry an epoch
 * @param stop why it ended
 */
public record TrainingResult(List<EpochMetrics> epochs, Stop stop) {

  /** Wall-clock seconds of all epochs, without test evaluations. */
  public double seconds() {
    return epochs.stream().mapToDouble(EpochMetrics::seconds).sum();
  }
}
