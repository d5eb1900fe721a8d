package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;

/** Uniform random numbers of other ranges than [0, 1). */
final class Uniform {
  private Uniform() {}

  /** From −1 to 1. */
  static double symmetric(RandomStream stream) {
    return 2 * stream.nextDouble() - 1;
  }

  /** From one number to another. */
  static double between(double low, double high, RandomStream stream) {
    return low + (high - low) * stream.nextDouble();
  }

  /** A whole number from one to another, both included. */
  static int whole(int low, int high, RandomStream stream) {
    return low + stream.nextInt(high - low + 1);
  }
}
