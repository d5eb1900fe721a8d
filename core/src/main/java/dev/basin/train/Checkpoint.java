package dev.basin.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The state of a training run between two epochs; a run that goes on from it reaches the same bits
 * as one that was never interrupted.
 *
 * @param epochs what was trained so far
 * @param x the weights, shape (n)
 * @param optimizerSteps steps made
 * @param optimizerState the optimiser's tensors by name
 * @param samplerState the shuffling generator's state
 * @param hookState the tensors that the run's hooks keep, by name
 */
public record Checkpoint(
    List<EpochMetrics> epochs,
    Tensor x,
    long optimizerSteps,
    Map<String, Tensor> optimizerState,
    long samplerState,
    Map<String, Tensor> hookState) {

  /** The same in memory of its own, which belongs to the open {@code PointerScope}. */
  public Checkpoint copy() {
    return new Checkpoint(
        epochs, x.clone(), optimizerSteps, clones(optimizerState), samplerState, clones(hookState));
  }

  private static Map<String, Tensor> clones(Map<String, Tensor> tensors) {
    Map<String, Tensor> clones = new HashMap<>();
    tensors.forEach((name, tensor) -> clones.put(name, tensor.clone()));
    return clones;
  }
}
