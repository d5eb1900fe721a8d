package dev.basin.optim.lbfgsb;

/** Hears of every iteration of {@link LbfgsB}. */
@FunctionalInterface
public interface LbfgsBListener {
  /** Does nothing. */
  LbfgsBListener NONE = (iteration, f, evaluations) -> {};

  /**
   * An iteration is completed.
   *
   * @param iteration 1 for the first
   * @param f the function at the new iterate
   * @param evaluations so far, the start's included
   */
  void iterated(int iteration, double f, int evaluations);
}
