package dev.basin.landscape;

import java.util.List;

/**
 * How a neighbourhood is sampled.
 *
 * @param kind how the directions get their lengths
 * @param directions how many, at least 1
 * @param radii sizes of the steps along them, as shares of the weights' norm, each &gt; 0
 * @param seed of the directions
 */
public record NeighbourhoodConfig(
    RandomDirection kind, int directions, List<Double> radii, long seed) {

  /** Copies the list and checks the ranges. */
  public NeighbourhoodConfig {
    radii = List.copyOf(radii);
    if (directions < 1) {
      throw new IllegalArgumentException("directions is " + directions + "; expected at least 1");
    }
    if (radii.isEmpty() || radii.stream().distinct().count() < radii.size()) {
      throw new IllegalArgumentException("radii is " + radii + "; expected different numbers");
    }
    for (double radius : radii) {
      if (!(radius > 0) || Double.isInfinite(radius)) {
        throw new IllegalArgumentException("radii holds " + radius + "; expected numbers > 0");
      }
    }
  }

  /** How often the function is asked: the centre, and every radius along every direction. */
  public int evaluations() {
    return Math.addExact(1, Math.multiplyExact(directions, radii.size()));
  }
}
