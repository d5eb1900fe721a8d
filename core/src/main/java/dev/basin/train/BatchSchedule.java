package dev.basin.train;

import dev.basin.engine.Printable;
import dev.basin.engine.Range;
import dev.basin.engine.Setting;
import dev.basin.engine.text.TextForm;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many points a step takes, as a function of the epoch's number alone: constant, or growing,
 * {@code min(max, round(start · factor^⌊(epoch − 1) / every⌋))} with epoch 1 for the first (Smith
 * et al. 2018 grow the batch where others shrink the learning rate).
 *
 * <p>The text form is the number of points, {@code 256}, or {@code 256:factor=2,every=10,max=5000}:
 * twice as many every 10 epochs, but never more than 5,000.
 *
 * @param start points a step at first, from 1 to 20,000,000
 * @param factor what the number is multiplied by, from 1 to 20,000,000; 1 for a constant size
 * @param every epochs between two changes, from 1 to 99,999
 * @param max the most points a step, from {@code start} to 20,000,000
 */
public record BatchSchedule(int start, double factor, int every, int max) {
  private static final Range FACTORS = Range.real(1, Range.MOST_POINTS);

  /** Checks the ranges; what a constant size has no use for is set to 1 and {@code start}. */
  public BatchSchedule {
    Range.POINTS.require(start, "batch");
    FACTORS.require(factor, "batch factor");
    Range.EPOCHS.require(every, "batch every");
    Range.POINTS.require(max, "batch max");
    Setting.require(max >= start, "batch max", max, "at least the first size, " + start);
    if (factor == 1) {
      every = 1;
      max = start;
    }
  }

  /** The same size throughout. */
  public static BatchSchedule constant(int size) {
    return new BatchSchedule(size, 1, 1, size);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is none, or a number is out of its range
   */
  public static BatchSchedule parse(String text) {
    TextForm form = TextForm.parse("batch", text);
    int start = size(form.name());
    if (!text.contains(":")) {
      return constant(start);
    }
    BatchSchedule schedule =
        new BatchSchedule(start, form.number("factor"), form.count("every"), form.count("max"));
    form.requireAllKnown();
    return schedule;
  }

  private static int size(String word) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "batch is "
              + Printable.quote(word)
              + "; expected a number of points, or POINTS:factor=F,every=EPOCHS,max=POINTS",
          e);
    }
  }

  /** The text form, which {@link #parse} reads. */
  public String toText() {
    Map<String, Object> growth = new LinkedHashMap<>();
    if (factor > 1) {
      growth.put("factor", factor);
      growth.put("every", every);
      growth.put("max", max);
    }
    return TextForm.write(Integer.toString(start), growth);
  }

  /**
   * Points a step in an epoch.
   *
   * @param epoch 1 for the first
   */
  public int size(int epoch) {
    int changes = (epoch - 1) / every;
    return (int) Math.min(max, Math.round(start * StrictMath.pow(factor, changes)));
  }
}
