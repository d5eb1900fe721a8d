package dev.basin.lab.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a curve to the unit square and breaks it where a value is not finite. */
final class Clip {

  private Clip() {}

  /**
   * The visible pieces of a curve.
   *
   * @param points each {x, y} in fractions of the plot
   * @return pieces of at least two points, each coordinate in [0, 1]
   */
  static List<double[][]> pieces(double[][] points) {
    List<double[][]> pieces = new ArrayList<>();
    List<double[]> piece = new ArrayList<>();
    for (int i = 1; i < points.length; i++) {
      double[][] segment = segment(points[i - 1], points[i]);
      if (segment.length == 0) {
        flush(piece, pieces);
        continue;
      }
      boolean joins = !piece.isEmpty() && Arrays.equals(piece.get(piece.size() - 1), segment[0]);
      if (!joins) {
        flush(piece, pieces);
        piece.add(segment[0]);
      }
      piece.add(segment[1]);
    }
    flush(piece, pieces);
    return pieces;
  }

  /** The visible points whose neighbours are not finite, so that no line shows them. */
  static List<double[]> lonePoints(double[][] points) {
    List<double[]> lone = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      boolean joined = isFinite(points, i - 1) || isFinite(points, i + 1);
      if (isFinite(points, i) && !joined && isInside(points[i])) {
        lone.add(points[i]);
      }
    }
    return lone;
  }

  /**
   * The visible part of a polygon, by Sutherland and Hodgman's cut at each side of the plot.
   *
   * @param corners each {x, y} in fractions of the plot, finite
   * @return its corners, none if nothing is visible
   */
  static double[][] polygon(double[][] corners) {
    double[][] kept = corners;
    for (int axis = 0; axis < 2; axis++) {
      kept = side(kept, axis, 0, 1);
      kept = side(kept, axis, 1, -1);
    }
    return kept;
  }

  /** What lies where {@code sign · (coordinate − edge)} is not below 0. */
  private static double[][] side(double[][] corners, int axis, double edge, int sign) {
    List<double[]> kept = new ArrayList<>();
    for (int k = 0; k < corners.length; k++) {
      double[] from = corners[k];
      double[] to = corners[(k + 1) % corners.length];
      double before = sign * (from[axis] - edge);
      double after = sign * (to[axis] - edge);
      if (before >= 0) {
        kept.add(from);
      }
      if (before >= 0 != after >= 0) {
        double[] delta = {to[0] - from[0], to[1] - from[1]};
        double[] cut = at(from, to, delta, before / (before - after)).clone();
        cut[axis] = edge;
        kept.add(cut);
      }
    }
    return kept.toArray(new double[0][]);
  }

  private static boolean isFinite(double[][] points, int i) {
    return i >= 0
        && i < points.length
        && Double.isFinite(points[i][0])
        && Double.isFinite(points[i][1]);
  }

  static boolean isInside(double[] point) {
    return point[0] >= 0 && point[0] <= 1 && point[1] >= 0 && point[1] <= 1;
  }

  /** Liang and Barsky's cut of one segment; empty if nothing of it is visible. */
  private static double[][] segment(double[] from, double[] to) {
    double[] delta = {to[0] - from[0], to[1] - from[1]};
    if (!Double.isFinite(delta[0]) || !Double.isFinite(delta[1])) {
      return new double[0][];
    }
    double enter = 0;
    double leave = 1;
    for (int axis = 0; axis < 2; axis++) {
      if (delta[axis] == 0) {
        if (from[axis] < 0 || from[axis] > 1) {
          return new double[0][];
        }
        continue;
      }
      double atZero = -from[axis] / delta[axis];
      double atOne = (1 - from[axis]) / delta[axis];
      enter = Math.max(enter, Math.min(atZero, atOne));
      leave = Math.min(leave, Math.max(atZero, atOne));
    }
    if (enter > leave) {
      return new double[0][];
    }
    return new double[][] {at(from, to, delta, enter), at(from, to, delta, leave)};
  }

  private static double[] at(double[] from, double[] to, double[] delta, double share) {
    if (share == 0) {
      return from;
    }
    return share == 1 ? to : new double[] {from[0] + share * delta[0], from[1] + share * delta[1]};
  }

  private static void flush(List<double[]> piece, List<double[][]> pieces) {
    if (piece.size() > 1) {
      pieces.add(piece.toArray(new double[0][]));
    }
    piece.clear();
  }
}
