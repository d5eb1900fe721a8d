package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Canvas.Shape;
import dev.basin.lab.chart.DotChart;
import dev.basin.lab.chart.DotChart.Dot;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sharpness on a logarithmic axis, the paper's Tables 3 and 4 under ours. */
final class SharpnessFigure {

  private SharpnessFigure() {}

  static Optional<Figure> of(ComparisonResult result) {
    List<Measure> measures = Measures.of(result).sharpness();
    double[] values =
        measures.stream().flatMapToDouble(SharpnessFigure::values).filter(v -> v > 0).toArray();
    if (measures.stream().allMatch(m -> m.small().n() + m.large().n() == 0) || values.length == 0) {
      return Optional.empty();
    }
    boolean paper = measures.stream().anyMatch(measure -> measure.paperSmall() != null);
    boolean spread = measures.stream().anyMatch(m -> m.small().hasSpread());
    boolean zero = measures.stream().flatMapToDouble(SharpnessFigure::values).anyMatch(v -> v == 0);
    DotChart chart =
        new DotChart(
            "Sharpness φ" + (paper ? ", with the paper’s" : ""),
            "Sharpness of the small-batch and the large-batch solution on a logarithmic axis",
            Axis.decades(
                "φ, % of 1 + f (log scale)",
                DoubleStream.of(values).min().orElse(1), DoubleStream.of(values).max().orElse(10)),
            measures.stream().map(SharpnessFigure::group).toList(),
            legend(paper));
    String caption =
        "Each of our values is a lower bound."
            + (paper
                ? " Diamonds: the paper’s Tables 3 and 4, mean ± standard deviation of 5 trials."
                : "")
            + (spread
                ? " Our whiskers: ± one standard deviation over trials."
                : " One trial, so our values have no whiskers.")
            + (measures.stream().anyMatch(SharpnessFigure::reachesZero)
                ? " A whisker that would reach 0 ends at the axis’s edge."
                : "")
            + (zero ? " A sharpness of 0 stands at the left edge." : "");
    return Optional.of(new Figure("sharpness", chart, caption));
  }

  private static List<Legend.Entry> legend(boolean paper) {
    List<Legend.Entry> legend = new ArrayList<>();
    legend.add(new Legend.Entry("SB", Pen.solid(Ink.SMALL, 1.5), Shape.DISC));
    legend.add(new Legend.Entry("LB", Pen.solid(Ink.LARGE, 1.5), Shape.DISC));
    if (paper) {
      legend.add(new Legend.Entry("SB, paper", Pen.solid(Ink.SMALL, 1.5), Shape.DIAMOND));
      legend.add(new Legend.Entry("LB, paper", Pen.solid(Ink.LARGE, 1.5), Shape.DIAMOND));
    }
    return legend;
  }

  private static DotChart.Group group(Measure measure) {
    List<DotChart.Row> rows = new ArrayList<>();
    rows.add(
        new DotChart.Row(
            "this run", List.of(dot(measure.small(), Ink.SMALL), dot(measure.large(), Ink.LARGE))));
    if (measure.paperSmall() != null && measure.paperLarge() != null) {
      rows.add(
          new DotChart.Row(
              "paper",
              List.of(dot(measure.paperSmall(), Ink.SMALL), dot(measure.paperLarge(), Ink.LARGE))));
    }
    return new DotChart.Group(measure.label().replace("Sharpness φ, ", ""), rows);
  }

  private static Dot dot(Estimate estimate, Ink ink) {
    double sd = estimate.deviation();
    return new Dot(estimate.mean(), estimate.mean() - sd, estimate.mean() + sd, Shape.DISC, ink);
  }

  private static Dot dot(PaperValue value, Ink ink) {
    double sd = value.deviation();
    return new Dot(value.mean(), value.mean() - sd, value.mean() + sd, Shape.DIAMOND, ink);
  }

  private static boolean reachesZero(Measure measure) {
    return DoubleStream.of(
                measure.small().mean() - measure.small().deviation(),
                measure.large().mean() - measure.large().deviation())
            .anyMatch(low -> low <= 0)
        || Stream.of(measure.paperSmall(), measure.paperLarge())
            .anyMatch(value -> value != null && value.mean() <= value.deviation());
  }

  private static DoubleStream values(Measure measure) {
    return DoubleStream.concat(
        DoubleStream.of(
            measure.small().mean(),
            measure.large().mean(),
            top(measure.small()),
            top(measure.large())),
        DoubleStream.concat(values(measure.paperSmall()), values(measure.paperLarge())));
  }

  private static double top(Estimate estimate) {
    return estimate.mean() + estimate.deviation();
  }

  private static DoubleStream values(@Nullable PaperValue value) {
    return value == null
        ? DoubleStream.empty()
        : DoubleStream.of(value.mean(), value.mean() + value.deviation());
  }
}
