package dev.basin.lab.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Where an axis is labelled: at multiples of 1, 2, 2.5 or 5 times a power of ten, or at powers. */
public final class Ticks {

  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  private Ticks() {}

  /**
   * The smallest "nice" step that covers a span in at most this many intervals.
   *
   * @param span greater than 0
   * @param intervals at least 1
   */
  public static double step(double span, int intervals) {
    double power = Math.pow(10, Math.floor(Math.log10(span / intervals)));
    for (double step : STEPS) {
      if (step * power * intervals >= span * (1 - 1e-12)) {
        return step * power;
      }
    }
    return 10 * power;
  }

  /** Multiples of the step from low to high, both included where they are multiples. */
  public static List<Tick> linear(double low, double high, double step) {
    int decimals = decimals(step);
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    List<Tick> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      BigDecimal value = BigDecimal.valueOf(i * step).setScale(decimals, RoundingMode.HALF_UP);
      ticks.add(new Tick(value.doubleValue(), value.toPlainString().replace('-', '−')));
    }
    return ticks;
  }

  /** Powers of ten from 10^first to 10^last, every so many that there are at most eight. */
  public static List<Tick> decades(int first, int last) {
    int every = Math.max(1, (int) Math.ceil((last - first) / 7.0));
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = first; exponent <= last; exponent += every) {
      BigDecimal value = BigDecimal.ONE.scaleByPowerOfTen(exponent);
      boolean plain = exponent >= -3 && exponent <= 3;
      ticks.add(new Tick(value.doubleValue(), plain ? value.toPlainString() : power(exponent)));
    }
    return ticks;
  }

  static String power(int exponent) {
    StringBuilder text = new StringBuilder("10").append(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
    }
    return text.toString();
  }

  private static int decimals(double step) {
    BigDecimal exact = BigDecimal.valueOf(step).round(new MathContext(3)).stripTrailingZeros();
    return Math.max(0, exact.scale());
  }
}
