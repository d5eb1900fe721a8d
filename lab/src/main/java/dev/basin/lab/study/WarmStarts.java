package dev.basin.lab.study;

import java.util.List;

/**
 * Starts from the weights of another arm's run: one run for each epoch given.
 *
 * @param arm the other arm
 * @param epochs after which of its epochs, each at least 1
 */
public record WarmStarts(String arm, List<Integer> epochs) {

  /** Copies the list and checks it. */
  public WarmStarts {
    epochs = List.copyOf(epochs);
    if (epochs.isEmpty() || epochs.stream().anyMatch(epoch -> epoch < 1)) {
      throw new IllegalArgumentException(
          "epochs to start from are " + epochs + "; expected at least one, each at least 1");
    }
  }
}
