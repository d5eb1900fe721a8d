package dev.basin.lab;

import dev.basin.data.LastBatch;
import dev.basin.engine.Range;
import dev.basin.engine.Setting;
import dev.basin.landscape.PathLandscape;
import dev.basin.optim.OptimizerConfig;
import dev.basin.sharpness.Maximizer;
import dev.basin.train.StepConfig;
import dev.basin.train.StoppingRule;
import java.util.List;

/**
 * What a comparison does. Two runs with equal configurations give the same bits.
 *
 * @param network the network's name
 * @param data the data set's name
 * @param smallBatch points a step of the small-batch runs
 * @param largeBatch points a step of the large-batch runs
 * @param smallStopping when the small-batch runs stop
 * @param largeStopping when the large-batch runs stop
 * @param optimizer the optimiser of both, with its settings
 * @param steps how gradients are computed in training
 * @param trials how many pairs of runs, each from its own start
 * @param seed derives every random stream
 * @param limit training points used, 0 for all
 * @param chunkSize the most points of a chunk in evaluations
 * @param epsilons sizes of the sharpness box
 * @param subspace dimension of the random subspace, 0 to leave it out
 * @param maximizer how sharpness is maximised in the full space
 * @param subspaceMaximizer how sharpness is maximised in the random subspace
 * @param points points of each path
 * @param remedies what the large-batch runs are trained with beside, in their text form with all
 *     settings
 * @param dropLastBatch whether epochs end without the points that whole batches leave over
 */
public record ComparisonConfig(
    String network,
    String data,
    int smallBatch,
    int largeBatch,
    StoppingRule smallStopping,
    StoppingRule largeStopping,
    OptimizerConfig optimizer,
    StepConfig steps,
    int trials,
    long seed,
    int limit,
    int chunkSize,
    List<Double> epsilons,
    int subspace,
    Maximizer maximizer,
    Maximizer subspaceMaximizer,
    int points,
    List<String> remedies,
    boolean dropLastBatch) {
  /** The most pairs of runs. */
  public static final int MOST_TRIALS = 1000;

  /** How many pairs of runs there may be. */
  public static final Range TRIALS = Range.count(1, MOST_TRIALS);

  /** Checks the ranges. */
  public ComparisonConfig {
    remedies = List.copyOf(remedies);
    Range.POINTS.require(smallBatch, "small batch");
    Range.POINTS.require(largeBatch, "large batch");
    Setting.require(
        largeBatch > smallBatch,
        "large batch",
        largeBatch,
        "more than the small batch, " + smallBatch);
    TRIALS.require(trials, "trials");
    Setting.require(limit >= 0, "limit", limit, "at least 1, or 0 for all");
    Range.POINTS.require(chunkSize, "chunk size");
    Setting.require(!epsilons.isEmpty(), "epsilons", "empty", "at least one");
    for (double epsilon : epsilons) {
      Range.POSITIVE.require(epsilon, "epsilon");
    }
    Setting.require(subspace >= 0, "subspace", subspace, "at least 1, or 0 for none");
    PathLandscape.POINTS.require(points, "points");
  }

  /** What becomes of the points that whole batches leave over in an epoch. */
  public LastBatch lastBatch() {
    return dropLastBatch ? LastBatch.DROP : LastBatch.KEEP;
  }
}
