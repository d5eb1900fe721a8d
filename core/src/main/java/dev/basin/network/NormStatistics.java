package dev.basin.network;

import java.util.List;

/**
 * What a BatchNorm layer divides by when it does not take the batch's own statistics.
 *
 * @param mean of each feature of its input
 * @param variance of each feature of its input
 */
public record NormStatistics(List<Double> mean, List<Double> variance) {

  /** Copies the lists and checks them. */
  public NormStatistics {
    mean = List.copyOf(mean);
    variance = List.copyOf(variance);
    if (mean.size() != variance.size()) {
      throw new IllegalArgumentException(
          "statistics have " + mean.size() + " means and " + variance.size() + " variances");
    }
  }
}
