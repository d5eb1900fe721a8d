package dev.basin.lab.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Levels of contour lines: round numbers, about ten of them, on a linear or logarithmic scale. */
public final class Levels {
  private static final int INTERVALS = 10;

  /** How many lines a logarithmic scale may have before it gets fewer a decade. */
  private static final int MOST = 14;

  private static final double[][] A_DECADE = {
    {1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 1.5, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}
  };

  private Levels() {}

  /**
   * An axis from the smallest to the largest value just so, with levels as its ticks.
   *
   * @param label what it measures
   * @param logarithmic whether equal lengths are equal factors; then low is greater than 0
   * @param low the smallest value
   * @param high the largest value; where it is no larger, a little is added
   */
  public static Axis axis(String label, boolean logarithmic, double low, double high) {
    double top = high > low ? high : low + (low == 0 ? 1 : 0.01 * Math.abs(low));
    return new Axis(
        label,
        logarithmic,
        low,
        top,
        logarithmic ? decades(low, top) : Ticks.linear(low, top, Ticks.step(top - low, INTERVALS)));
  }

  private static List<Tick> decades(double low, double high) {
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    List<Tick> levels = List.of();
    for (double[] multiples : A_DECADE) {
      levels = decades(low, high, first, last, multiples, 1);
      if (levels.size() <= MOST) {
        return levels;
      }
    }
    return decades(low, high, first, last, new double[] {1}, 1 + levels.size() / MOST);
  }

  private static List<Tick> decades(
      double low, double high, int first, int last, double[] multiples, int every) {
    List<Tick> levels = new ArrayList<>();
    for (int exponent = first; exponent <= last; exponent += every) {
      for (double multiple : multiples) {
        BigDecimal value = BigDecimal.valueOf(multiple).scaleByPowerOfTen(exponent);
        if (value.doubleValue() >= low && value.doubleValue() <= high) {
          levels.add(new Tick(value.doubleValue(), label(value)));
        }
      }
    }
    return levels;
  }

  private static String label(BigDecimal value) {
    BigDecimal exact = value.round(new MathContext(3)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -3 && exponent <= 3) {
      return exact.toPlainString();
    }
    String mantissa = exact.scaleByPowerOfTen(-exponent).toPlainString();
    return (mantissa.equals("1") ? "" : mantissa + "·") + Ticks.power(exponent);
  }
}
