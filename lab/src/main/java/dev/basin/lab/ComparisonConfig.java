package dev.basin.lab;

import dev.basin.data.LastBatch;
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
  /** Checks the ranges. */
  public ComparisonConfig {
    remedies = List.copyOf(remedies);
    require(smallBatch >= 1, "small batch", smallBatch, "at least 1");
    require(
        largeBatch > smallBatch,
        "large batch",
        largeBatch,
        "more than the small batch, " + smallBatch);
    require(trials >= 1, "trials", trials, "at least 1");
    require(limit >= 0, "limit", limit, "at least 1, or 0 for all");
    require(chunkSize >= 1, "chunk size", chunkSize, "at least 1");
    require(!epsilons.isEmpty(), "epsilons", "empty", "at least one");
    for (double epsilon : epsilons) {
      require(epsilon > 0 && Double.isFinite(epsilon), "epsilon", epsilon, "> 0");
    }
    require(subspace >= 0, "subspace", subspace, "at least 1, or 0 for none");
    require(points >= 2, "points", points, "at least 2");
  }

  /** What becomes of the points that whole batches leave over in an epoch. */
  public LastBatch lastBatch() {
    return dropLastBatch ? LastBatch.DROP : LastBatch.KEEP;
  }

  private static void require(boolean valid, String field, Object value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException(field + " is " + value + "; expected " + allowed);
    }
  }
}
