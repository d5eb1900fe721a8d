package dev.basin.landscape;

import dev.basin.engine.Range;
import dev.basin.engine.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * A rectangular grid in a plane.
 *
 * @param a positions along the first direction, ascending
 * @param b positions along the second direction, ascending
 */
public record PlaneGrid(List<Double> a, List<Double> b) {

  /** The most points of a side: all of the grid are kept. */
  public static final int MOST_POINTS = 1000;

  /** The shortest step, in lengths of a direction, that float32 holds beside x. */
  public static final double SHORTEST = 1e-7;

  /** The longest step beside which float32 holds x. */
  public static final double FARTHEST = 1e7;

  private static final Range SIDE = Range.count(2, MOST_POINTS);
  private static final Range SPAN = Range.real(SHORTEST, FARTHEST);
  private static final Range MARGIN = Range.real(0, FARTHEST);

  /** Copies the lists. */
  public PlaneGrid {
    a = List.copyOf(a);
    b = List.copyOf(b);
  }

  /**
   * The square from −span to span, symmetric to the last bit, with the origin in its centre.
   *
   * @param span half its side, from {@link #SHORTEST} to {@link #FARTHEST}
   * @param points a side, odd, from 3 to 999
   */
  public static PlaneGrid centred(double span, int points) {
    SPAN.require(span, "span");
    Setting.require(
        points >= 3 && points % 2 == 1 && SIDE.contains(points),
        "points",
        points,
        "an odd number, at least 3, at most 999, so that the centre is one of them");
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
   * @param margin how much is added at each side, as a share of the longer side; at least 0, at
   *     most {@link #FARTHEST}
   * @param points a side, from 2 to {@link #MOST_POINTS}
   */
  public static PlaneGrid around(List<PlanePosition> places, double margin, int points) {
    MARGIN.require(margin, "margin");
    SIDE.require(points, "points");
    double[] a = places.stream().mapToDouble(PlanePosition::a).sorted().toArray();
    double[] b = places.stream().mapToDouble(PlanePosition::b).sorted().toArray();
    double added = margin * Math.max(a[a.length - 1] - a[0], b[b.length - 1] - b[0]);
    if (!(Math.min(a[a.length - 1] - a[0], b[b.length - 1] - b[0]) + added > 0)) {
      throw new IllegalArgumentException(
          "the places lie on one line along a direction; expected a margin > 0");
    }
    return new PlaneGrid(
        PathLandscape.evenly(a[0] - added, a[a.length - 1] + added, points),
        PathLandscape.evenly(b[0] - added, b[b.length - 1] + added, points));
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
