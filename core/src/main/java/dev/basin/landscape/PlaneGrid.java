package dev.basin.landscape;

import java.util.ArrayList;
import java.util.List;

/**
 * A rectangular grid in a plane.
 *
 * @param a positions along the first direction, ascending
 * @param b positions along the second direction, ascending
 */
public record PlaneGrid(List<Double> a, List<Double> b) {

  /** Copies the lists. */
  public PlaneGrid {
    a = List.copyOf(a);
    b = List.copyOf(b);
  }

  /**
   * The square from −span to span, symmetric to the last bit, with the origin in its centre.
   *
   * @param span half its side, &gt; 0
   * @param points a side, odd, at least 3
   */
  public static PlaneGrid centred(double span, int points) {
    if (!(span > 0) || Double.isInfinite(span)) {
      throw new IllegalArgumentException("span is " + span + "; expected > 0");
    }
    if (points < 3 || points % 2 == 0) {
      throw new IllegalArgumentException(
          "points is "
              + points
              + "; expected an odd number, at least 3, so that the centre is one of them");
    }
    List<Double> side = new ArrayList<>();
    for (int k = 0; k < points; k++) {
      side.add(span * ((2.0 * k - (points - 1)) / (points - 1)));
    }
    return new PlaneGrid(side, side);
  }

  /**
   * The smallest rectangle around places, widened.
   *
   * @param places what it is drawn around, not all on a line along a direction
   * @param margin how much is added at each side, as a share of the longer side; at least 0
   * @param points a side, at least 2
   */
  public static PlaneGrid around(List<PlanePosition> places, double margin, int points) {
    if (!(margin >= 0) || Double.isInfinite(margin)) {
      throw new IllegalArgumentException("margin is " + margin + "; expected at least 0");
    }
    double[] a = places.stream().mapToDouble(PlanePosition::a).sorted().toArray();
    double[] b = places.stream().mapToDouble(PlanePosition::b).sorted().toArray();
    double added = margin * Math.max(a[a.length - 1] - a[0], b[b.length - 1] - b[0]);
    if (!(Math.min(a[a.length - 1] - a[0], b[b.length - 1] - b[0]) + added > 0)) {
      throw new IllegalArgumentException(
          "the places lie on one line along a direction; expected a margin > 0");
    }
    return new PlaneGrid(
        PathLandscape.grid(a[0] - added, a[a.length - 1] + added, points),
        PathLandscape.grid(b[0] - added, b[b.length - 1] + added, points));
  }

  /** All places, row by row: a runs fastest. */
  public List<PlanePosition> positions() {
    List<PlanePosition> positions = new ArrayList<>();
    for (double inB : b) {
      for (double inA : a) {
        positions.add(new PlanePosition(inA, inB));
      }
    }
    return List.copyOf(positions);
  }

  /** The same as text, for the definition of a measurement. */
  public String describe() {
    return a.size() + " x " + b.size() + ", " + ends(a) + " x " + ends(b);
  }

  private static String ends(List<Double> side) {
    return "[" + side.get(0) + ", " + side.get(side.size() - 1) + "]";
  }
}
