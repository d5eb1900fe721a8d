package dev.basin.lab.study;

import dev.basin.landscape.Path;

/**
 * A path between the solutions of two arms of the same trial, on α ∈ [−1, 2].
 *
 * @param shape line or arc
 * @param points how many, equally spaced
 * @param from the arm at α = 0
 * @param to the arm at α = 1
 */
public record PathMeasure(Path shape, int points, String from, String to) {

  /** Checks the range. */
  public PathMeasure {
    if (points < 2) {
      throw new IllegalArgumentException("points is " + points + "; expected at least 2");
    }
  }
}
