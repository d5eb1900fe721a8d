package dev.basin.lab.study;

import dev.basin.engine.Range;
import java.util.List;

/**
 * Starts from the weights of another arm's run: one run for each epoch given.
 *
 * @param arm the other arm
 * @param epochs after which of its epochs, each from 1 to 99,999
 */
public record WarmStarts(String arm, List<Integer> epochs) {

  /** Copies the list and checks it. */
  public WarmStarts {
    epochs = List.copyOf(epochs);
    if (epochs.isEmpty() || epochs.stream().anyMatch(epoch -> !Range.EPOCHS.contains(epoch))) {
      throw new IllegalArgumentException(
          "epochs to start from are "
              + epochs
              + "; expected at least one, each "
              + Range.EPOCHS.describe());
    }
  }
}
