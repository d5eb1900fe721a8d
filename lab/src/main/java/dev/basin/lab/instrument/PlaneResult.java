package dev.basin.lab.instrument;

import dev.basin.landscape.PlaneGrid;
import dev.basin.landscape.PlanePoint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plane of weight space as it was measured.
 *
 * @param kind {@code filter}, {@code sphere} or {@code solutions}
 * @param seed of the random directions; null for a plane through solutions
 * @param grid where was measured
 * @param points there, row by row: a runs fastest
 * @param solutions the one in the centre, or the three that it goes through
 */
public record PlaneResult(
    String kind,
    @Nullable Long seed,
    PlaneGrid grid,
    List<PlanePoint> points,
    List<PlaneSolution> solutions) {

  /** Copies the lists. */
  public PlaneResult {
    points = List.copyOf(points);
    solutions = List.copyOf(solutions);
  }

  /** Whether its directions are random. */
  boolean isRandom() {
    return solutions.size() == 1;
  }

  private static final Comparator<PlanePoint> BY_LOSS =
      Comparator.comparingDouble(PlanePoint::trainLoss);

  private List<PlanePoint> finite() {
    return points.stream().filter(point -> Double.isFinite(point.trainLoss())).toList();
  }

  /** The point of the least finite training loss, if there is one. */
  Optional<PlanePoint> least() {
    return finite().stream().min(BY_LOSS);
  }

  /** The point of the largest finite training loss, if there is one. */
  Optional<PlanePoint> largest() {
    return finite().stream().max(BY_LOSS);
  }

  /** How many points have no finite training loss. */
  int notFinite() {
    return points.size() - finite().size();
  }
}
