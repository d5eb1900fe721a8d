package dev.basin.sharpness;

/** A method that looks for the largest f in a {@link Box}. */
interface BoxMaximizer {

  /** Its name in results. */
  String name();

  /** Searches; what it finds stays in the box. */
  Outcome maximize(Box box);

  /**
   * How a search went.
   *
   * @param iterations iterations made
   * @param termination why it stopped
   */
  record Outcome(int iterations, String termination) {}
}
