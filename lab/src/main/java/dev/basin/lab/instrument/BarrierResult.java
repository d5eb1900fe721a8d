package dev.basin.lab.instrument;

import dev.basin.landscape.LandscapePoint;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The barriers between two solutions, each the largest of {@code g(α) − α g(1) − (1 − α) g(0)} over
 * the points, which is at least 0, as it is 0 at both ends. NaN where g is not finite at an end.
 *
 * @param trainLoss of the training loss, in nats; infinite where the loss is not finite on the way
 * @param trainError of 100 % minus the training accuracy, in percentage points
 * @param testLoss of the test loss, in nats
 * @param testError of 100 % minus the test accuracy, in percentage points
 * @param points along the line, α = 0 at the first solution and 1 at the second
 */
public record BarrierResult(
    double trainLoss,
    double trainError,
    double testLoss,
    double testError,
    List<LandscapePoint> points) {

  /** Copies the list. */
  public BarrierResult {
    points = List.copyOf(points);
  }

  /**
   * The barriers of a measured line.
   *
   * @param points with increasing α, the first at 0 and the last at 1
   */
  public static BarrierResult of(List<LandscapePoint> points) {
    return new BarrierResult(
        barrier(points, LandscapePoint::trainLoss),
        barrier(points, point -> 100 - point.trainAccuracy()),
        barrier(points, LandscapePoint::testLoss),
        barrier(points, point -> 100 - point.testAccuracy()),
        points);
  }

  private static double barrier(
      List<LandscapePoint> points, ToDoubleFunction<LandscapePoint> height) {
    double first = height.applyAsDouble(points.get(0));
    double last = height.applyAsDouble(points.get(points.size() - 1));
    if (!Double.isFinite(first) || !Double.isFinite(last)) {
      return Double.NaN;
    }
    double largest = 0;
    for (LandscapePoint point : points) {
      double between = height.applyAsDouble(point);
      double rise = between - point.alpha() * last - (1 - point.alpha()) * first;
      largest = Double.isNaN(rise) ? Double.POSITIVE_INFINITY : Math.max(largest, rise);
    }
    return largest;
  }
}
