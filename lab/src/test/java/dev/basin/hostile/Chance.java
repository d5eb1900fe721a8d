package dev.basin.hostile;

import dev.basin.engine.Seeds;
import java.util.List;
import java.util.SplittableRandom;

/** Where the choices of one mutation come from: the same for the same seed, attack and number. */
final class Chance {
  private final SplittableRandom random;

  /**
   * The choices of a mutation.
   *
   * @param seed of all attacks
   * @param attack the attack's name
   * @param number the mutation's, from 0
   */
  Chance(long seed, String attack, long number) {
    random = new SplittableRandom(Seeds.derive(seed, attack, Long.toString(number)));
  }

  /** A whole number from 0 to {@code bound − 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A whole number from 0 to {@code most}, small ones far more often. */
  int small(int most) {
    int bits = below(32 - Integer.numberOfLeadingZeros(Math.max(1, most)) + 1);
    return Math.min(most, below(1 << Math.min(bits, 30)));
  }

  /** True once in {@code times}. */
  boolean onceIn(int times) {
    return below(times) == 0;
  }

  /** One of several. */
  <T> T of(List<T> all) {
    return all.get(below(all.size()));
  }
}
