package dev.basin.lab.report;

import dev.basin.lab.stats.Estimate;
import dev.basin.lab.stats.Ratio;
import dev.basin.lab.stats.Scale;
import dev.basin.lab.stats.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * One measured quantity over all trials, with the paper's value beside it.
 *
 * @param key short name for machines, such as {@code testAccuracy}
 * @param label name for people
 * @param unit unit, empty where there is none
 * @param table the paper's table that it belongs to, such as {@code Table 2}, or null
 * @param lowerBound whether each value is a lower bound of the true one
 * @param epsilon ε of a sharpness, or null
 * @param subspace dimension of a sharpness's random subspace, or null (also for the full space)
 * @param small over the small-batch runs that did not diverge
 * @param large over the large-batch runs that did not diverge
 * @param difference small − large, paired by trial
 * @param ratio large / small, paired by trial
 * @param paperSmall the paper's small-batch value, or null
 * @param paperLarge the paper's large-batch value, or null
 */
public record Measure(
    String key,
    String label,
    String unit,
    @Nullable String table,
    boolean lowerBound,
    @Nullable Double epsilon,
    @Nullable Integer subspace,
    Estimate small,
    Estimate large,
    Estimate difference,
    Ratio ratio,
    @Nullable PaperValue paperSmall,
    @Nullable PaperValue paperLarge) {

  /**
   * A sharpness φ of two ways to train.
   *
   * @param label name for people
   * @param epsilon ε
   * @param first one value a trial, NaN where there is none
   * @param second the other way's, trial by trial
   */
  public static Measure sharpness(String label, double epsilon, double[] first, double[] second) {
    return new Measure(
        label,
        label,
        "%",
        null,
        true,
        epsilon,
        null,
        Statistics.estimate(Scale.POSITIVE, first),
        Statistics.estimate(Scale.POSITIVE, second),
        Statistics.difference(Scale.POSITIVE, first, second),
        Statistics.ratio(second, first),
        null,
        null);
  }

  /** Whether this is a sharpness φ. */
  public boolean isSharpness() {
    return epsilon != null;
  }

  /** The quotient of the paper's means, LB / SB, or NaN where the paper has none. */
  public double paperRatio() {
    return paperSmall == null || paperLarge == null
        ? Double.NaN
        : paperLarge.mean() / paperSmall.mean();
  }
}
