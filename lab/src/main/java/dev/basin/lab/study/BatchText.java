package dev.basin.lab.study;

import dev.basin.engine.Printable;
import dev.basin.train.BatchSchedule;

/**
 * Points a step as a study file says it: a number or a schedule ({@link BatchSchedule}), or a share
 * of the training points such as {@code 10%}.
 *
 * @param text as it stands in the file
 */
public record BatchText(String text) {
  private static final double PERCENT = 100;

  /** Checks that it can be read. */
  public BatchText {
    if (isShare(text)) {
      share(text);
    } else {
      BatchSchedule.parse(text);
    }
  }

  private static boolean isShare(String text) {
    return text.endsWith("%");
  }

  private static double share(String text) {
    String number = text.substring(0, text.length() - 1).trim();
    try {
      double percent = Double.parseDouble(number);
      if (percent > 0 && percent <= PERCENT) {
        return percent / PERCENT;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(refusal(text), e);
    }
    throw new IllegalArgumentException(refusal(text));
  }

  private static String refusal(String text) {
    return "batch is " + Printable.quote(text) + "; expected a share above 0% and at most 100%";
  }

  /**
   * The batch for so many training points; a share is rounded down, to at least 1.
   *
   * @throws IllegalArgumentException if it is larger than the data
   */
  public BatchSchedule over(int trainPoints) {
    BatchSchedule schedule =
        isShare(text)
            ? BatchSchedule.constant(Math.max(1, (int) Math.floor(share(text) * trainPoints)))
            : BatchSchedule.parse(text);
    if (schedule.max() > trainPoints) {
      throw new IllegalArgumentException(
          "batch is " + schedule.toText() + ", more than the " + trainPoints + " training points");
    }
    return schedule;
  }
}
