package dev.basin.train;

import dev.basin.optim.AdamConfig;

/**
 * How to train one network.
 *
 * @param batchSize points a step, at least 1
 * @param stoppingRule when to stop
 * @param adam the optimiser's settings
 * @param shuffleSeed seeds the order of the points
 */
public record TrainingConfig(
    int batchSize, StoppingRule stoppingRule, AdamConfig adam, long shuffleSeed) {

  /** Checks the ranges. */
  public TrainingConfig {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize is " + batchSize + "; expected at least 1");
    }
  }
}
