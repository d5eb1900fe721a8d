package dev.basin.lab.chart;

import java.util.List;

/**
 * An axis with its range and its ticks.
 *
 * @param label what it measures, with the unit
 * @param logarithmic whether equal lengths are equal factors
 * @param low the value at its start
 * @param high the value at its end
 * @param ticks labelled places between them
 */
public record Axis(String label, boolean logarithmic, double low, double high, List<Tick> ticks) {

  /** A linear axis from low to high just so, with nice ticks between. */
  public static Axis exact(String label, double low, double high, int intervals) {
    return new Axis(
        label, false, low, high, Ticks.linear(low, high, Ticks.step(high - low, intervals)));
  }

  /** A linear axis that starts and ends at nice ticks and covers low to high. */
  public static Axis covering(String label, double low, double high, int intervals) {
    double from = low;
    double to = high;
    if (!(to > from)) {
      double pad = Double.isFinite(from) && from != 0 ? Math.abs(from) * 0.01 : 1;
      from = Double.isFinite(from) ? from - pad : 0;
      to = from + 2 * pad;
    }
    double step = Ticks.step(to - from, intervals);
    from = Math.floor(from / step + 1e-9) * step;
    to = Math.ceil(to / step - 1e-9) * step;
    return new Axis(label, false, from, to, Ticks.linear(from, to, step));
  }

  /** An axis from 0 that counts: it ends at a tick, and every tick is a whole number. */
  public static Axis counting(String label, int high, int intervals) {
    double step = Math.max(1, Ticks.step(Math.max(1, high), intervals));
    double whole = step == 2.5 ? 5 : step;
    double to = Math.ceil(Math.max(1, high) / whole) * whole;
    return new Axis(label, false, 0, to, Ticks.linear(0, to, whole));
  }

  /** A logarithmic axis over whole decades that covers low to high, both greater than 0. */
  public static Axis decades(String label, double low, double high) {
    int first = (int) Math.floor(Math.log10(low) + 1e-12);
    int last = Math.max(first + 1, (int) Math.ceil(Math.log10(high) - 1e-12));
    return new Axis(
        label, true, Math.pow(10, first), Math.pow(10, last), Ticks.decades(first, last));
  }

  /** A value's place: 0 at low, 1 at high; below 0 or above 1 outside, NaN where undefined. */
  public double fraction(double value) {
    if (!logarithmic) {
      return (value - low) / (high - low);
    }
    return value > 0
        ? Math.log(value / low) / Math.log(high / low)
        : value <= 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
  }
}
