package dev.basin.train;

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
 */
public record Checkpoint(
    List<EpochMetrics> epochs,
    Tensor x,
    long optimizerSteps,
    Map<String, Tensor> optimizerState,
    long samplerState) {}
