package dev.basin.landscape;

/**
 * One iterate beside its projection onto the principal plane.
 *
 * @param iterate its number, the first being 0
 * @param a along the first component
 * @param b along the second component
 * @param distance from the plane, in the norm of weight space
 * @param loss f at the iterate itself, mean cross entropy in nats
 * @param accuracy there, in percent
 * @param projectedLoss f at its projection
 * @param projectedAccuracy there, in percent
 */
public record TrajectoryPoint(
    int iterate,
    double a,
    double b,
    double distance,
    double loss,
    double accuracy,
    double projectedLoss,
    double projectedAccuracy) {

  /** Its place in the plane. */
  public PlanePosition position() {
    return new PlanePosition(a, b);
  }
}
