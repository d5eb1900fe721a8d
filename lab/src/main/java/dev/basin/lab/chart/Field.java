package dev.basin.lab.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Values on a rectangular grid.
 *
 * @param x columns, ascending, at least 2
 * @param y rows, ascending, at least 2
 * @param values row by row; not finite where nothing is known
 */
public record Field(List<Double> x, List<Double> y, List<Double> values) {

  /** Copies the lists and checks the sizes. */
  public Field {
    x = List.copyOf(x);
    y = List.copyOf(y);
    values = List.copyOf(values);
    if (x.size() < 2 || y.size() < 2 || values.size() != x.size() * y.size()) {
      throw new IllegalArgumentException(
          "%d columns, %d rows, %d values; expected at least 2, at least 2, their product"
              .formatted(x.size(), y.size(), values.size()));
    }
  }

  /** The values that are finite. */
  public DoubleStream finite() {
    return values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite);
  }

  /** The values as fractions of an axis, [row][column], NaN where they are not finite. */
  double[][] fractions(Axis axis) {
    double[][] fractions = new double[y.size()][x.size()];
    for (double[] row : fractions) {
      Arrays.fill(row, Double.NaN);
    }
    for (int k = 0; k < values.size(); k++) {
      if (Double.isFinite(values.get(k))) {
        double fraction = axis.fraction(values.get(k));
        fractions[k / x.size()][k % x.size()] = Math.min(1, Math.max(0, fraction));
      }
    }
    return fractions;
  }

  /** The coordinate at a place between grid lines, such as 2.25: a quarter after the third. */
  static double between(List<Double> side, double place) {
    int below = Math.min(side.size() - 2, (int) place);
    double share = place - below;
    return side.get(below) + share * (side.get(below + 1) - side.get(below));
  }
}
