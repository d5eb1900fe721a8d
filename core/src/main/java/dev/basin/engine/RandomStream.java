package dev.basin.engine;

/**
 * One stream of random numbers: SplitMix64 (Steele, Lea and Flood, <i>Fast Splittable Pseudorandom
 * Number Generators</i>, OOPSLA 2014). Its whole state is one {@code long}, so a checkpoint that
 * saves {@link #state()} resumes the stream exactly. Period 2⁶⁴.
 *
 * <p>A stream belongs to one thread. Seeds for streams come from {@link Seeds}.
 */
public final class RandomStream {
  /** γ, the odd integer nearest to 2⁶⁴ divided by the golden ratio. */
  static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private static final double ULP_OF_UNIT_INTERVAL = 0x1.0p-53;

  private long state;

  /**
   * Starts the stream of a seed.
   *
   * @param seed any value; the first number is {@code mix(seed + γ)}
   */
  public RandomStream(long seed) {
    this.state = seed;
  }

  /**
   * Continues a stream where it was saved.
   *
   * @param state what {@link #state()} returned
   */
  public static RandomStream fromState(long state) {
    return new RandomStream(state);
  }

  /** The whole state, to be saved with a checkpoint. */
  public long state() {
    return state;
  }

  /** The next 64 uniformly distributed bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /**
   * A uniform integer from 0 (inclusive) to {@code bound} (exclusive), without bias: the remainder
   * of 63 random bits, drawn again where they fall in the last incomplete multiple of the bound.
   *
   * @throws IllegalArgumentException if {@code bound < 1}
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound: found " + bound + ", expected at least 1");
    }
    while (true) {
      long bits = nextLong() >>> 1;
      long remainder = bits % bound;
      if (bits - remainder <= Long.MAX_VALUE - (bound - 1)) {
        return (int) remainder;
      }
    }
  }

  /** A uniform multiple of 2⁻⁵³ in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * ULP_OF_UNIT_INTERVAL;
  }

  /**
   * A standard normal number by Box and Muller's formula {@code √(−2 ln(1−u)) · cos 2πv}, of which
   * the sine twin is not kept, so that the state stays one {@code long}. {@link StrictMath} makes
   * it the same on every platform. Takes two numbers of the stream.
   */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - nextDouble()));
    return radius * StrictMath.cos(2.0 * Math.PI * nextDouble());
  }

  /** SplitMix64's finaliser (Stafford's variant 13), a bijection of the 64-bit integers. */
  static long mix(long z) {
    long once = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
    return twice ^ (twice >>> 31);
  }
}
