package dev.basin.train;

import dev.basin.data.EpochBatches;
import dev.basin.data.LastBatch;
import dev.basin.network.Network;
import dev.basin.optim.OptimizerConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * How to train one network.
 *
 * @param batch points a step, by epoch
 * @param stoppingRule when to stop
 * @param optimizer the optimiser with its settings and learning-rate schedule
 * @param shuffleSeed seeds the order of the points, and what else is drawn from them
 * @param steps how gradients are computed
 * @param hooks what else takes part, in the order in which it takes its place
 * @param lastBatch what becomes of the points that whole batches leave over in an epoch
 */
public record TrainingConfig(
    BatchSchedule batch,
    StoppingRule stoppingRule,
    OptimizerConfig optimizer,
    long shuffleSeed,
    StepConfig steps,
    List<TrainingHook> hooks,
    LastBatch lastBatch) {

  /** Copies the list. */
  public TrainingConfig {
    hooks = List.copyOf(hooks);
  }

  /** With a smaller last batch. */
  public TrainingConfig(
      BatchSchedule batch,
      StoppingRule stoppingRule,
      OptimizerConfig optimizer,
      long shuffleSeed,
      StepConfig steps,
      List<TrainingHook> hooks) {
    this(batch, stoppingRule, optimizer, shuffleSeed, steps, hooks, LastBatch.KEEP);
  }

  /** Without hooks. */
  public TrainingConfig(
      BatchSchedule batch,
      StoppingRule stoppingRule,
      OptimizerConfig optimizer,
      long shuffleSeed,
      StepConfig steps) {
    this(batch, stoppingRule, optimizer, shuffleSeed, steps, List.of());
  }

  /** Without hooks, with gradients computed in the usual way. */
  public TrainingConfig(
      BatchSchedule batch, StoppingRule stoppingRule, OptimizerConfig optimizer, long shuffleSeed) {
    this(batch, stoppingRule, optimizer, shuffleSeed, StepConfig.defaults());
  }

  /** The most points a step, if training goes on for as long as it may. */
  public int largestBatch() {
    return batch.size(stoppingRule.maxEpochs());
  }

  /** The same with other points a step. */
  public TrainingConfig withBatch(BatchSchedule other) {
    return new TrainingConfig(other, stoppingRule, optimizer, shuffleSeed, steps, hooks, lastBatch);
  }

  /** The same with another stopping rule. */
  public TrainingConfig withStoppingRule(StoppingRule other) {
    return new TrainingConfig(batch, other, optimizer, shuffleSeed, steps, hooks, lastBatch);
  }

  /** The same with another optimiser. */
  public TrainingConfig withOptimizer(OptimizerConfig other) {
    return new TrainingConfig(batch, stoppingRule, other, shuffleSeed, steps, hooks, lastBatch);
  }

  /** The same with one more hook, around those before it. */
  public TrainingConfig with(TrainingHook hook) {
    List<TrainingHook> more = new ArrayList<>(hooks);
    more.add(hook);
    return new TrainingConfig(batch, stoppingRule, optimizer, shuffleSeed, steps, more, lastBatch);
  }

  /** The same with another choice for the last batch. */
  public TrainingConfig withLastBatch(LastBatch other) {
    return new TrainingConfig(batch, stoppingRule, optimizer, shuffleSeed, steps, hooks, other);
  }

  /**
   * How an epoch's points are cut.
   *
   * @param network which may need some points a batch
   * @param points of an epoch
   * @param size points of a whole batch
   * @throws IllegalArgumentException if the batch is larger than the data, or smaller than the
   *     network's BatchNorm needs
   */
  public EpochBatches batches(Network network, int points, int size) {
    return new EpochBatches(points, size, lastBatch, network.fewestPoints());
  }

  /**
   * Refuses batches of which BatchNorm cannot take the statistics.
   *
   * @throws IllegalArgumentException if a step may have fewer points than it needs
   */
  public void requireStatistics(Network network) {
    if (batch.start() < network.fewestPoints()) {
      throw new IllegalArgumentException(
          "batch is "
              + batch.start()
              + "; BatchNorm of "
              + network.name()
              + " cannot take the statistics of one point: expected at least "
              + network.fewestPoints());
    }
  }
}
