package dev.basin.landscape;

import dev.basin.engine.Range;
import dev.basin.engine.Setting;
import java.util.List;

/**
 * How a neighbourhood is sampled.
 *
 * @param kind how the directions get their lengths
 * @param directions how many, so that there are at most {@link #MOST_POINTS} points
 * @param radii sizes of the steps along them, as shares of the weights' norm, each from {@link
 *     PlaneGrid#SHORTEST} to {@link PlaneGrid#FARTHEST}
 * @param seed of the directions
 */
public record NeighbourhoodConfig(
    RandomDirection kind, int directions, List<Double> radii, long seed) {

  /** The most points of a neighbourhood: all of them are kept. */
  public static final int MOST_POINTS = 1_000_000;

  /** How many directions there may be, if there is one radius. */
  public static final Range DIRECTIONS = Range.count(1, MOST_POINTS - 1);

  /** What a radius may be. */
  public static final Range RADII = Range.real(PlaneGrid.SHORTEST, PlaneGrid.FARTHEST);

  /** Copies the list and checks the ranges. */
  public NeighbourhoodConfig {
    radii = List.copyOf(radii);
    DIRECTIONS.require(directions, "directions");
    if (radii.isEmpty() || radii.stream().distinct().count() < radii.size()) {
      throw new IllegalArgumentException("radii is " + radii + "; expected different numbers");
    }
    for (double radius : radii) {
      RADII.require(radius, "a number of radii");
    }
    Setting.require(
        1 + (long) directions * radii.size() <= MOST_POINTS,
        "directions",
        directions,
        "at most " + (MOST_POINTS - 1) / radii.size() + " along " + radii.size() + " radii");
  }

  /** How often the function is asked: the centre, and every radius along every direction. */
  public int evaluations() {
    return 1 + directions * radii.size();
  }
}
