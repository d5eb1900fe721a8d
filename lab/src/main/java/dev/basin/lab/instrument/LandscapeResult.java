package dev.basin.lab.instrument;

import dev.basin.landscape.LandscapePoint;
import java.util.List;

/**
 * A measured path between two solutions.
 *
 * @param points along it, α = 0 at the first solution and 1 at the second
 */
public record LandscapeResult(List<LandscapePoint> points) {

  /** Copies the list. */
  public LandscapeResult {
    points = List.copyOf(points);
  }
}
