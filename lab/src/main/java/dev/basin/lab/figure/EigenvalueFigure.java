package dev.basin.lab.figure;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Canvas.Shape;
import dev.basin.lab.chart.DotChart;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.Pen;
import java.util.ArrayList;
import java.util.List;

/** Extreme eigenvalues, one a row, with residuals as whiskers. */
public final class EigenvalueFigure {
  private EigenvalueFigure() {}

  /**
   * Draws what was found.
   *
   * @param eigenvalues descending
   * @param residuals of each
   * @param products how many it took
   */
  public static Figure of(List<Double> eigenvalues, List<Double> residuals, int products) {
    List<DotChart.Row> rows = new ArrayList<>();
    double low = 0;
    double high = 0;
    for (int k = 0; k < eigenvalues.size(); k++) {
      double value = eigenvalues.get(k);
      double residual = residuals.get(k);
      low = Math.min(low, value);
      high = Math.max(high, value);
      rows.add(
          new DotChart.Row(
              Integer.toString(k + 1),
              List.of(
                  new DotChart.Dot(
                      value, value - residual, value + residual, Shape.DISC, Ink.LOSS))));
    }
    DotChart chart =
        new DotChart(
            "Extreme eigenvalues of the Hessian",
            "Eigenvalues in descending order, with their residuals",
            Axis.covering("eigenvalue", low, high, 5),
            List.of(new DotChart.Group("rank", rows)),
            List.of(
                new Legend.Entry("eigenvalue ± residual", Pen.solid(Ink.LOSS, 1.5), Shape.DISC)));
    return new Figure("eigenvalues", chart, products + " products; whiskers are residuals.");
  }
}
