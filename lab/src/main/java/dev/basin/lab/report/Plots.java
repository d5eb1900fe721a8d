package dev.basin.lab.report;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Series;
import dev.basin.lab.chart.Tick;
import dev.basin.lab.figure.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the figures of studies have in common. */
final class Plots {
  private static final int LABELS = 7;

  private Plots() {}

  /** A logarithmic axis that covers values above 0, or one decade if there is none. */
  static Axis decades(String label, double... values) {
    double[] positive = Arrays.stream(values).filter(v -> v > 0 && Double.isFinite(v)).toArray();
    double low = Arrays.stream(positive).min().orElse(1);
    double high = Arrays.stream(positive).max().orElse(10);
    return Axis.decades(label, low, high);
  }

  /** A linear axis that covers finite values. */
  static Axis covering(String label, double... values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    return Axis.covering(
        label, Arrays.stream(finite).min().orElse(0), Arrays.stream(finite).max().orElse(1), 6);
  }

  /** A logarithmic axis labelled at the values themselves, at most so many as there is room for. */
  static Axis atValues(String label, List<Integer> values) {
    double low = values.get(0) / 1.3;
    double high = values.get(values.size() - 1) * 1.3;
    int every = (values.size() + LABELS - 1) / LABELS;
    List<Tick> ticks = new ArrayList<>();
    for (int k = 0; k < values.size(); k += every) {
      ticks.add(new Tick(values.get(k), Numbers.count(values.get(k))));
    }
    return new Axis(label, true, low, high, ticks);
  }

  static Series.Point point(double x, double y) {
    return new Series.Point(x, y);
  }
}
