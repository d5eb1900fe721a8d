package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;

/**
 * How long each class lasts. A state with self-loop probability a lasts D ≥ 1 frames with {@code
 * P(D = n) = a^(n−1) (1 − a)} and mean {@code 1 / (1 − a)}; the means are uniform from {@value
 * #SHORTEST_MEAN} to {@value #LONGEST_MEAN} frames, so that a phone lasts nine on average.
 */
final class StateDurations {
  static final double SHORTEST_MEAN = 1.5;
  static final double LONGEST_MEAN = 4.5;

  private final double[] selfLoops;

  StateDurations(int classes, long seed) {
    RandomStream stream = new RandomStream(Seeds.derive(seed, "speech", "durations"));
    selfLoops = new double[classes];
    for (int c = 0; c < classes; c++) {
      selfLoops[c] = 1 - 1 / (SHORTEST_MEAN + (LONGEST_MEAN - SHORTEST_MEAN) * stream.nextDouble());
    }
  }

  /** a, the probability that a frame of a class is followed by another of the same state. */
  double selfLoop(int c) {
    return selfLoops[c];
  }
}
