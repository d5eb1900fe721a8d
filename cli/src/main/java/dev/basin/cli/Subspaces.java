package dev.basin.cli;

import dev.basin.network.Network;
import dev.basin.sharpness.RandomSubspace;

/** Checks the dimension of a random subspace that is asked for. */
final class Subspaces {
  private Subspaces() {}

  /**
   * Refuses more dimensions than the network has weights, or than memory holds.
   *
   * @param dimension the value of {@code --subspace}
   * @param threads who compute
   */
  static void check(int dimension, Network network, int threads) {
    long n = network.layout().dimension();
    if (dimension < 1 || dimension > n) {
      throw new IllegalArgumentException(
          "--subspace is " + dimension + "; expected from 1 to the network's " + n + " weights");
    }
    Machine.requireMemory(
        RandomSubspace.bytes(n, dimension, threads, RandomSubspace.DEFAULT_MEMORY_BUDGET),
        "the matrices of --subspace " + dimension,
        "ask for fewer dimensions");
  }
}
