package dev.basin.landscape;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * A share of independent trials with the exact interval of Clopper and Pearson (1934), which covers
 * the true probability at least as often as it says.
 *
 * @param successes k, how many trials had the property
 * @param trials K, how many there were, at least 1
 * @param share k/K
 * @param low 0 for k = 0, else the α/2 quantile of Beta(k, K − k + 1)
 * @param high 1 for k = K, else the 1 − α/2 quantile of Beta(k + 1, K − k)
 */
public record Proportion(long successes, long trials, double share, double low, double high) {

  /** 1 − α of the intervals. */
  public static final double CONFIDENCE = 0.95;

  /**
   * Counts.
   *
   * @throws IllegalArgumentException if there are no trials, or fewer than successes
   */
  public static Proportion of(long successes, long trials) {
    if (successes < 0 || trials < 1 || successes > trials) {
      throw new IllegalArgumentException(
          successes + " successes in " + trials + " trials; expected 0 to at least 1 trials");
    }
    double tail = (1 - CONFIDENCE) / 2;
    double low =
        successes == 0
            ? 0
            : new BetaDistribution(successes, trials - successes + 1)
                .inverseCumulativeProbability(tail);
    double high =
        successes == trials
            ? 1
            : new BetaDistribution(successes + 1, trials - successes)
                .inverseCumulativeProbability(1 - tail);
    return new Proportion(successes, trials, (double) successes / trials, low, high);
  }
}
