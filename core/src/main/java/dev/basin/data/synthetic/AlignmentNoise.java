package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;

/**
 * Mislabels frames. Each frame is mislabelled with the given probability; then, with equal chances,
 * it gets the class of the state before or after its own in the utterance, as a misplaced boundary
 * of an alignment would give it, or any other class at random (always so where the utterance has
 * one state only).
 */
final class AlignmentNoise {
  private AlignmentNoise() {}

  /**
   * The labels of an utterance's frames.
   *
   * @param path the true class of each frame
   * @param rate the probability of a wrong label
   */
  static int[] apply(int[] path, int classes, double rate, RandomStream stream) {
    int[] labels = path.clone();
    for (int t = 0; t < path.length; t++) {
      if (stream.nextDouble() < rate) {
        int neighbour = stream.nextInt(2) == 0 ? neighbour(path, t, stream.nextInt(2) == 0) : -1;
        labels[t] =
            neighbour >= 0 ? neighbour : (path[t] + 1 + stream.nextInt(classes - 1)) % classes;
      }
    }
    return labels;
  }

  /** The class beside frame t's on one side, or on the other if there is none, or −1. */
  private static int neighbour(int[] path, int t, boolean after) {
    int found = after ? next(path, t, 1) : next(path, t, -1);
    return found >= 0 ? found : next(path, t, after ? -1 : 1);
  }

  private static int next(int[] path, int t, int step) {
    for (int k = t + step; k >= 0 && k < path.length; k += step) {
      if (path[k] != path[t]) {
        return path[k];
      }
    }
    return -1;
  }
}
