package dev.basin.train;

import dev.basin.optim.OptimizerConfig;

/**
 * How to train one network.
 *
 * @param batch points a step, by epoch
 * @param stoppingRule when to stop
 * @param optimizer the optimiser with its settings and learning-rate schedule
 * @param shuffleSeed seeds the order of the points, and what else is drawn from them
 * @param steps how gradients are computed
 */
public record TrainingConfig(
    BatchSchedule batch,
    StoppingRule stoppingRule,
    OptimizerConfig optimizer,
    long shuffleSeed,
    StepConfig steps) {

  /** With gradients computed in the usual way. */
  public TrainingConfig(
      BatchSchedule batch, StoppingRule stoppingRule, OptimizerConfig optimizer, long shuffleSeed) {
    this(batch, stoppingRule, optimizer, shuffleSeed, StepConfig.defaults());
  }

  /** The most points a step, if training goes on for as long as it may. */
  int largestBatch() {
    return batch.size(stoppingRule.maxEpochs());
  }
}
