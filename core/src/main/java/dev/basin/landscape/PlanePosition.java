package dev.basin.landscape;

/**
 * A place in a plane.
 *
 * @param a along the first direction
 * @param b along the second direction
 */
public record PlanePosition(double a, double b) {

  /** Where the plane's origin lies. */
  public static final PlanePosition ORIGIN = new PlanePosition(0, 0);
}
