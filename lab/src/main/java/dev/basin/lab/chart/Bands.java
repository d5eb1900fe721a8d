package dev.basin.lab.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of a grid whose values are at least a level, as polygons: each cell is cut as {@link
 * Contours} draws its lines, and neighbouring whole cells of a row are one rectangle. Painted level
 * by level, from the lowest on, they make filled contours.
 */
final class Bands {
  private Bands() {}

  /**
   * The polygons of one level.
   *
   * @param v values, [row][column]; a cell with a corner that is not finite is left out
   * @param level the lowest value that belongs to it
   * @return corners {column, row}, with fractions
   */
  static List<double[][]> above(double[][] v, double level) {
    List<double[][]> polygons = new ArrayList<>();
    for (int j = 0; j + 1 < v.length; j++) {
      int begin = -1;
      for (int i = 0; i + 1 < v[j].length; i++) {
        List<double[]> cell = cell(v, i, j);
        boolean whole = !cell.isEmpty() && cell.stream().allMatch(corner -> corner[2] >= level);
        if (whole && begin < 0) {
          begin = i;
        }
        if (!whole) {
          addRun(polygons, begin, i, j);
          begin = -1;
          addCut(polygons, cell, level);
        }
      }
      addRun(polygons, begin, v[j].length - 1, j);
    }
    return polygons;
  }

  private static List<double[]> cell(double[][] v, int i, int j) {
    List<double[]> corners =
        List.of(
            new double[] {i, j, v[j][i]},
            new double[] {i + 1, j, v[j][i + 1]},
            new double[] {i + 1, j + 1, v[j + 1][i + 1]},
            new double[] {i, j + 1, v[j + 1][i]});
    return corners.stream().allMatch(corner -> Double.isFinite(corner[2])) ? corners : List.of();
  }

  private static void addRun(List<double[][]> polygons, int begin, int end, int j) {
    if (begin >= 0) {
      polygons.add(new double[][] {{begin, j}, {end, j}, {end, j + 1}, {begin, j + 1}});
    }
  }

  /** Sutherland and Hodgman's cut of one cell. */
  private static void addCut(List<double[][]> polygons, List<double[]> cell, double level) {
    List<double[]> kept = new ArrayList<>();
    for (int k = 0; k < cell.size(); k++) {
      double[] from = cell.get(k);
      double[] to = cell.get((k + 1) % cell.size());
      if (from[2] >= level) {
        kept.add(new double[] {from[0], from[1]});
      }
      if (from[2] >= level != to[2] >= level) {
        double share = (level - from[2]) / (to[2] - from[2]);
        kept.add(
            new double[] {
              from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])
            });
      }
    }
    if (kept.size() > 2) {
      polygons.add(kept.toArray(new double[0][]));
    }
  }
}
