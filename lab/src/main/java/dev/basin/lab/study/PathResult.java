package dev.basin.lab.study;

import dev.basin.landscape.LandscapePoint;
import java.util.List;

/**
 * A measured path.
 *
 * @param from the key of the trial at α = 0
 * @param to the key of the trial at α = 1
 * @param measure what was measured
 * @param points along it
 */
public record PathResult(String from, String to, PathMeasure measure, List<LandscapePoint> points) {

  /** Copies the list. */
  public PathResult {
    points = List.copyOf(points);
  }
}
