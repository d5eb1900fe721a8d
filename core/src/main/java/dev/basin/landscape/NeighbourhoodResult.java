package dev.basin.landscape;

import java.util.Arrays;
import java.util.List;

/**
 * What was found around weights x.
 *
 * @param centre at x itself
 * @param points at each radius along each direction
 */
public record NeighbourhoodResult(NeighbourhoodPoint centre, List<NeighbourhoodPoint> points) {

  /**
   * The rises at one radius.
   *
   * @param radius r
   * @param steep the share of directions along which f rises by more than the threshold
   * @param smallest of the rises {@code f(x + r d) − f(x)}, in nats
   * @param median of them
   * @param largest of them
   */
  public record AtRadius(
      double radius, Proportion steep, double smallest, double median, double largest) {}

  /** Copies the list. */
  public NeighbourhoodResult {
    points = List.copyOf(points);
  }

  /** The rise of a point over the centre, in nats; infinite where the loss is not finite. */
  public double rise(NeighbourhoodPoint point) {
    double rise = point.loss() - centre.loss();
    return Double.isNaN(rise) ? Double.POSITIVE_INFINITY : rise;
  }

  /**
   * Counts steep directions, radius by radius.
   *
   * @param threshold a rise above this is steep, in nats
   */
  public List<AtRadius> summary(double threshold) {
    return points.stream()
        .mapToDouble(NeighbourhoodPoint::radius)
        .distinct()
        .mapToObj(radius -> at(radius, threshold))
        .toList();
  }

  private AtRadius at(double radius, double threshold) {
    double[] rises =
        points.stream()
            .filter(point -> point.radius() == radius)
            .mapToDouble(this::rise)
            .sorted()
            .toArray();
    long steep = Arrays.stream(rises).filter(rise -> rise > threshold).count();
    int middle = rises.length / 2;
    double median = rises.length % 2 == 1 ? rises[middle] : (rises[middle - 1] + rises[middle]) / 2;
    return new AtRadius(
        radius, Proportion.of(steep, rises.length), rises[0], median, rises[rises.length - 1]);
  }
}
