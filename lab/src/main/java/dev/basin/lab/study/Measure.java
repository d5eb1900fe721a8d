package dev.basin.lab.study;

import dev.basin.lab.instrument.Measurement;
import java.util.List;

/**
 * A measurement that a study asks for.
 *
 * @param what is measured
 * @param arms at whose weights; empty for those of every arm
 * @param epochs after which epochs of the run; empty for its solution
 */
public record Measure(Measurement what, List<String> arms, List<Integer> epochs) {

  /** Copies the lists. */
  public Measure {
    arms = List.copyOf(arms);
    epochs = List.copyOf(epochs);
  }

  boolean isOf(Arm arm) {
    return arms.isEmpty() || arms.contains(arm.name());
  }
}
