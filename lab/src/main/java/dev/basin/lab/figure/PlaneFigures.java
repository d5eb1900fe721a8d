package dev.basin.lab.figure;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.ContourChart;
import dev.basin.lab.chart.Field;
import dev.basin.lab.chart.Levels;
import dev.basin.lab.chart.Series;
import dev.basin.lab.chart.Spot;
import dev.basin.lab.chart.SurfaceChart;
import dev.basin.landscape.PlaneGrid;
import dev.basin.landscape.PlanePoint;
import java.util.List;

/**
 * The training loss over a plane, as filled contours and as a surface.
 *
 * @param title what the figures show
 * @param across the name of the first direction, with its unit
 * @param upward the name of the second direction, with its unit
 * @param field the losses
 * @param spots named places
 * @param curves a trajectory, or none
 * @param isometric whether distances mean the same along both directions
 */
public record PlaneFigures(
    String title,
    String across,
    String upward,
    Field field,
    List<Spot> spots,
    List<Series> curves,
    boolean isometric) {

  /** Where the largest loss is more than this many times the smallest, the scale is logarithmic. */
  private static final double LARGEST_LINEAR_RATIO = 20;

  private static final int INTERVALS = 6;

  /** The losses of a measured grid. */
  public static Field field(PlaneGrid grid, List<PlanePoint> points) {
    return new Field(grid.a(), grid.b(), points.stream().map(PlanePoint::trainLoss).toList());
  }

  /** Filled contours with labelled lines. */
  public Figure contour() {
    Axis scale = scale();
    ContourChart chart =
        new ContourChart(
            title,
            title + ": training loss in a plane of weight space, as filled contours",
            axis(across, field.x()),
            axis(upward, field.y()),
            scale,
            field,
            curves,
            spots,
            isometric);
    return new Figure("contour", chart, caption(scale));
  }

  /** The same as a surface. */
  public Figure surface() {
    Axis scale = scale();
    SurfaceChart chart =
        new SurfaceChart(
            title,
            title + ": training loss over a plane of weight space, as a surface",
            axis(across, field.x()),
            axis(upward, field.y()),
            scale,
            field,
            spots);
    return new Figure("surface", chart, caption(scale));
  }

  private static Axis axis(String label, List<Double> side) {
    return Axis.exact(label, side.get(0), side.get(side.size() - 1), INTERVALS);
  }

  private Axis scale() {
    double low = field.finite().min().orElse(0);
    double high = field.finite().max().orElse(1);
    double positive = field.finite().filter(value -> value > 0).min().orElse(1);
    boolean logarithmic = high > LARGEST_LINEAR_RATIO * positive && low >= 0;
    return logarithmic
        ? Levels.axis("loss f, nats (log scale)", true, positive, high)
        : Levels.axis("loss f, nats", false, low, high);
  }

  private String caption(Axis scale) {
    long unknown = field.values().size() - field.finite().count();
    return field.x().size()
        + " × "
        + field.y().size()
        + " points"
        + (scale.logarithmic() ? ", logarithmic scale" : "")
        + (unknown > 0 ? "; white where the loss is not finite (" + unknown + " points)" : "")
        + ".";
  }
}
