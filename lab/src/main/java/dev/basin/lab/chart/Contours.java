package dev.basin.lab.chart;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lines of equal value by marching squares (Lorensen and Cline 1987, in two dimensions): where a
 * level crosses an edge of the grid is found by linear interpolation. In a cell whose corners are
 * high and low in turn, the high ones are joined. Cells with a corner that is not finite are left
 * out.
 */
final class Contours {
  private final double[][] v;
  private final double level;
  private final Map<Integer, double[]> crossings = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> neighbours = new LinkedHashMap<>();

  private Contours(double[][] v, double level) {
    this.v = v;
    this.level = level;
  }

  /**
   * The lines of one level.
   *
   * @param v values, [row][column]
   * @param level of the lines
   * @return points {column, row}, with fractions; closed lines end where they begin
   */
  static List<double[][]> lines(double[][] v, double level) {
    Contours contours = new Contours(v, level);
    for (int j = 0; j + 1 < v.length; j++) {
      for (int i = 0; i + 1 < v[j].length; i++) {
        contours.cross(i, j);
      }
    }
    return contours.chains();
  }

  private void cross(int i, int j) {
    int[][] corners = {{i, j}, {i + 1, j}, {i + 1, j + 1}, {i, j + 1}};
    List<Integer> crossed = new ArrayList<>();
    boolean[] high = new boolean[4];
    for (int k = 0; k < 4; k++) {
      double value = at(corners[k]);
      if (!Double.isFinite(value)) {
        return;
      }
      high[k] = value >= level;
    }
    for (int k = 0; k < 4; k++) {
      if (high[k] != high[(k + 1) % 4]) {
        crossed.add(k);
      }
    }
    if (crossed.size() == 2) {
      join(crossing(corners, crossed.get(0)), crossing(corners, crossed.get(1)));
    } else if (crossed.size() == 4) {
      for (int k = 0; k < 4; k++) {
        if (!high[k]) {
          join(crossing(corners, (k + 3) % 4), crossing(corners, k));
        }
      }
    }
  }

  private double at(int[] corner) {
    return v[corner[1]][corner[0]];
  }

  /** Where the level crosses the edge after a corner; the edge's number. */
  private int crossing(int[][] corners, int k) {
    int[] from = corners[k];
    int[] to = corners[(k + 1) % 4];
    if (from[0] > to[0] || from[1] > to[1]) {
      int[] swapped = from;
      from = to;
      to = swapped;
    }
    boolean vertical = from[0] == to[0];
    int edge = 2 * (from[1] * v[0].length + from[0]) + (vertical ? 1 : 0);
    double share = (level - at(from)) / (at(to) - at(from));
    crossings.put(
        edge,
        vertical
            ? new double[] {from[0], from[1] + share}
            : new double[] {from[0] + share, from[1]});
    return edge;
  }

  private void join(int one, int other) {
    neighbours.computeIfAbsent(one, key -> new ArrayList<>()).add(other);
    neighbours.computeIfAbsent(other, key -> new ArrayList<>()).add(one);
  }

  /** Strings segments together: first the lines with two ends, then the rings. */
  private List<double[][]> chains() {
    List<double[][]> chains = new ArrayList<>();
    Set<Integer> used = new HashSet<>();
    for (int ends = 1; ends <= 2; ends++) {
      for (Map.Entry<Integer, List<Integer>> edge : neighbours.entrySet()) {
        if (edge.getValue().size() == ends && !used.contains(edge.getKey())) {
          chains.add(chain(edge.getKey(), used));
        }
      }
    }
    return chains;
  }

  private double[][] chain(int start, Set<Integer> used) {
    List<double[]> points = new ArrayList<>();
    Integer edge = start;
    Integer last = start;
    while (edge != null) {
      used.add(edge);
      points.add(point(edge));
      last = edge;
      edge =
          neighbours.getOrDefault(edge, List.of()).stream()
              .filter(next -> !used.contains(next))
              .findFirst()
              .orElse(null);
    }
    boolean ring = points.size() > 2 && neighbours.getOrDefault(last, List.of()).contains(start);
    if (ring) {
      points.add(point(start));
    }
    return points.toArray(new double[0][]);
  }

  private double[] point(int edge) {
    double[] point = crossings.get(edge);
    if (point == null) {
      throw new IllegalStateException("edge " + edge + " is not crossed");
    }
    return point;
  }
}
