package dev.basin.cli;

import dev.basin.engine.Printable;
import dev.basin.engine.Range;
import dev.basin.lab.study.BatchText;
import org.jspecify.annotations.Nullable;

/**
 * The two batches of a comparison.
 *
 * @param small points a step of the small-batch runs
 * @param large points a step of the large-batch runs, more
 * @param note why they are not the usual ones, or null
 */
record BatchPair(int small, int large, @Nullable String note) {
  private static final String SMALL = "--small-batch";
  private static final String LARGE = "--large-batch";

  /** The paper's small batch. */
  private static final int USUAL_SMALL = 256;

  /** The paper's large batch is this part of the training points. */
  private static final int USUAL_PART = 10;

  /** About the part that the paper's small batch is of 50,000 or 60,000 points. */
  private static final int SMALL_PART = 200;

  /** Of what is derived: BatchNorm needs two points, and fewer than 8 are mostly noise. */
  private static final int LEAST_SMALL = 2;

  private static final int USUAL_LEAST_SMALL = 8;

  /** How many times the small batch a derived large one is at least, where there are the points. */
  private static final int LEAST_RATIO = 4;

  private static final Range SIZES = Range.POINTS;
  private static final int LONGEST = 40;

  /**
   * Refuses what is no size, before the data are there.
   *
   * @throws IllegalArgumentException naming the option
   */
  static void check(@Nullable String small, @Nullable String large) {
    size(SMALL, small, Range.MOST_POINTS, false);
    size(LARGE, large, Range.MOST_POINTS, false);
  }

  /**
   * The batches for so many training points.
   *
   * @param small as {@code --small-batch} says it, or null
   * @param large as {@code --large-batch} says it, or null
   * @throws IllegalArgumentException naming the option, if they do not fit the data or each other
   */
  static BatchPair of(@Nullable String small, @Nullable String large, int points) {
    Integer givenSmall = size(SMALL, small, points, true);
    Integer givenLarge = size(LARGE, large, points, true);
    boolean few = points / USUAL_PART <= USUAL_SMALL;
    if (givenSmall == null && givenLarge == null && points <= LEAST_SMALL) {
      throw new IllegalArgumentException(
          points
              + " training points are too few for two batches; take more data, or a larger"
              + " --limit");
    }
    int first = givenSmall != null ? givenSmall : few ? derivedSmall(points) : USUAL_SMALL;
    if (givenSmall == null && givenLarge != null && few && first >= givenLarge) {
      first = Math.max(1, givenLarge / LEAST_RATIO);
    }
    int second = givenLarge != null ? givenLarge : points / USUAL_PART;
    boolean derivedLarge = givenLarge == null && (second <= first || (few && givenSmall == null));
    if (derivedLarge) {
      second = (int) Math.min(points, Math.max(second, (long) LEAST_RATIO * first));
    }
    if (second <= first) {
      throw tooClose(givenLarge == null ? null : large, first, second, points);
    }
    if (givenSmall != null) {
      return new BatchPair(first, second, derivedLarge ? whyLarge(first, second, points) : null);
    }
    return new BatchPair(first, second, few ? why(first, second, points) : null);
  }

  private static int derivedSmall(int points) {
    int share = Integer.highestOneBit(Math.max(1, points / SMALL_PART));
    int wanted = Math.min(USUAL_SMALL, Math.max(USUAL_LEAST_SMALL, share));
    return Math.max(LEAST_SMALL, Math.min(wanted, points / LEAST_RATIO));
  }

  private static IllegalArgumentException tooClose(
      @Nullable String givenLarge, int small, int large, int points) {
    if (givenLarge == null) {
      return new IllegalArgumentException(
          SMALL
              + " is "
              + small
              + ", which leaves no larger batch of the "
              + points
              + " training points; expected fewer");
    }
    return new IllegalArgumentException(
        LARGE
            + " "
            + Printable.shortened(givenLarge, LONGEST)
            + ": large batch is "
            + large
            + "; expected more than the small batch, "
            + small
            + " ("
            + SMALL
            + ")");
  }

  private static String whyLarge(int small, int large, int points) {
    return "10 % of the "
        + points
        + " training points are no more than "
        + SMALL
        + " "
        + small
        + ": "
        + LARGE
        + " is "
        + large
        + " (say it to choose another)";
  }

  private static String why(int small, int large, int points) {
    return points
        + " training points are too few for the usual batches (256 and 10 %, here "
        + points / USUAL_PART
        + "): "
        + SMALL
        + " is "
        + small
        + " and "
        + LARGE
        + " "
        + large
        + " (say both to choose others)";
  }

  /** A number of points or a share of them. */
  private static @Nullable Integer size(
      String option, @Nullable String text, int points, boolean known) {
    if (text == null) {
      return null;
    }
    if (text.endsWith("%")) {
      try {
        return new BatchText(text).over(points).start();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(refusal(option, text), e);
      }
    }
    int size;
    try {
      size = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(refusal(option, text), e);
    }
    if (!SIZES.contains(size)) {
      throw new IllegalArgumentException(option + " is " + size + "; expected " + SIZES.describe());
    }
    if (known) {
      DataOptions.checkBatch(option, size, points);
    }
    return size;
  }

  private static String refusal(String option, String text) {
    return option
        + " is "
        + Printable.quote(text)
        + "; expected a number of points, or a share of the training points such as 10%";
  }
}
