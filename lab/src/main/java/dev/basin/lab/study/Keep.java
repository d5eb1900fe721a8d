package dev.basin.lab.study;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is kept of a run beside its start, its solution and what measurements need.
 *
 * @param epochs after which epochs the weights are kept
 * @param noiseScale whether the gradient noise scale of each epoch's steps is measured and kept;
 *     the steps are what they would be without, and take twice as long
 */
public record Keep(List<Integer> epochs, boolean noiseScale) {
  /** Nothing. */
  public static final Keep NOTHING = new Keep(List.of(), false);

  /** Copies the list. */
  public Keep {
    epochs = List.copyOf(epochs);
  }

  /** All that this or the other keeps. */
  public Keep and(Keep other) {
    return new Keep(
        Stream.concat(epochs.stream(), other.epochs.stream()).distinct().sorted().toList(),
        noiseScale || other.noiseScale);
  }
}
