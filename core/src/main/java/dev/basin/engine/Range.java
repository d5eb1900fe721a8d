package dev.basin.engine;

/**
 * The numbers that a setting may have. Settings that scale float32 vectors have to be numbers of
 * float32: a larger one is infinite there, a smaller one 0, as denormals are flushed.
 *
 * @param least the smallest
 * @param most the largest
 * @param isWhole whether only whole numbers are meant
 */
public record Range(double least, double most, boolean isWhole) {
  /** The most points of a batch or a chunk: twenty times the largest of the paper's data sets. */
  public static final int MOST_POINTS = 20_000_000;

  /** Numbers of points. */
  public static final Range POINTS = count(1, MOST_POINTS);

  /** The most epochs: the names of saved iterates have five digits. */
  public static final int MOST_EPOCHS = 99_999;

  /** Numbers of epochs. */
  public static final Range EPOCHS = count(1, MOST_EPOCHS);

  /** Numbers above 0 that float32 holds. */
  public static final Range POSITIVE = real(Float.MIN_NORMAL, Float.MAX_VALUE);

  /** Checks that there is a number in it. */
  public Range {
    if (!(least <= most)) {
      throw new IllegalArgumentException("range from " + least + " to " + most + " is empty");
    }
  }

  /** Whole numbers. */
  public static Range count(long least, long most) {
    return new Range(least, most, true);
  }

  /** Any numbers. */
  public static Range real(double least, double most) {
    return new Range(least, most, false);
  }

  /** Whether a number, which may be NaN, lies in it. */
  public boolean contains(double value) {
    return least <= value && value <= most;
  }

  /**
   * Passes a count on.
   *
   * @throws IllegalArgumentException naming the setting, the value and the range, if it is outside
   */
  public int require(int value, String setting) {
    Setting.require(contains(value), setting, value, describe());
    return value;
  }

  /** The same for any number. */
  public double require(double value, String setting) {
    Setting.require(contains(value), setting, value, describe());
    return value;
  }

  /** What is allowed, in words. */
  public String describe() {
    if (equals(POSITIVE)) {
      return "> 0, from 1.2e-38 to 3.4e38 as float32 holds it";
    }
    if (most == Math.nextDown(1.0)) {
      return (least > 0 ? "more than 0" : "at least " + word(least)) + " and less than 1";
    }
    if (least > 0 && least < 1 && !isWhole) {
      return "> 0, from " + word(least) + " to " + word(most);
    }
    return "at least " + word(least) + ", at most " + word(most);
  }

  private String word(double bound) {
    if (bound == Math.rint(bound) && Math.abs(bound) < 1e15) {
      return Long.toString((long) bound);
    }
    return (float) bound == bound ? Float.toString((float) bound) : Double.toString(bound);
  }
}
