package dev.basin.lab.report;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Canvas;
import dev.basin.lab.chart.ContourChart;
import dev.basin.lab.chart.Field;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Levels;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.chart.Spot;
import dev.basin.lab.figure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Appendix C as a map: {@code T_s / T_l = 1 / (f_s r)} over the small batch's efficiency f_s and
 * the work {@code r = I_l B_l / (I_s B_s)} that the large batch does for the same accuracy.
 */
final class ModelContour {
  private static final int SIDE = 41;
  private static final double LEAST = 0.1;
  private static final double MOST_WORK = 4;

  private ModelContour() {}

  /**
   * A network as it was measured.
   *
   * @param name its name
   * @param efficiency f_s at the most threads
   * @param work r
   */
  record Measured(String name, double efficiency, double work) {}

  static Optional<Figure> of(List<Measured> measured) {
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    double mostWork =
        Math.max(MOST_WORK, 1.25 * measured.stream().mapToDouble(Measured::work).max().orElse(1));
    List<Double> efficiencies = side(1);
    List<Double> works = side(mostWork);
    List<Double> values = new ArrayList<>();
    for (double work : works) {
      for (double efficiency : efficiencies) {
        values.add(1 / (efficiency * work));
      }
    }
    List<Series.Point> even = new ArrayList<>();
    for (double efficiency : efficiencies) {
      if (1 / efficiency <= mostWork) {
        even.add(Plots.point(efficiency, 1 / efficiency));
      }
    }
    ContourChart chart =
        new ContourChart(
            "How much faster the large batch is",
            "Time of the small batch over time of the large batch, by efficiency and by work",
            Axis.exact("efficiency of the small batch, f_s(P)", LEAST, 1, 5),
            Axis.exact("work of the large batch, I_l B_l / (I_s B_s)", LEAST, mostWork, 6),
            Levels.axis("T_s / T_l (log scale)", true, 1 / mostWork, 1 / (LEAST * LEAST)),
            new Field(efficiencies, works, values),
            List.of(new Series(even, false, Pen.dashed(Ink.TEXT, 2))),
            measured.stream()
                .filter(at -> Double.isFinite(at.efficiency()) && Double.isFinite(at.work()))
                .map(
                    at ->
                        new Spot(
                            Math.min(1, at.efficiency()),
                            at.work(),
                            1 / (at.efficiency() * at.work()),
                            at.name(),
                            Canvas.Shape.DISC,
                            Ink.TEXT))
                .toList(),
            false);
    return Optional.of(
        new Figure(
            "performance-map",
            chart,
            "Below the dashed line the large batch is faster. Spots: as measured here, with the"
                + " most threads that were timed."));
  }

  private static List<Double> side(double high) {
    List<Double> side = new ArrayList<>();
    for (int k = 0; k < SIDE; k++) {
      side.add(k == SIDE - 1 ? high : LEAST + k * (high - LEAST) / (SIDE - 1));
    }
    return side;
  }
}
