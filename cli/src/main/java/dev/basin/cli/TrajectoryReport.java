package dev.basin.cli;

import dev.basin.lab.figure.PlaneFigures;
import dev.basin.lab.figure.TrajectoryFigures;
import dev.basin.landscape.PlaneGrid;
import dev.basin.landscape.PlanePoint;
import dev.basin.landscape.PrincipalPlane;
import dev.basin.landscape.TrajectoryPoint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code basin trajectory} found.
 *
 * @param iterates the weight files
 * @param principal their plane
 * @param points true and projected losses
 * @param grid where the plane was measured, or null
 * @param plane what was measured there
 * @param origin which function was asked, and of what
 */
record TrajectoryReport(
    IterateFiles iterates,
    PrincipalPlane principal,
    List<TrajectoryPoint> points,
    @Nullable PlaneGrid grid,
    List<PlanePoint> plane,
    ResultOrigin origin) {

  Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("explained", principal.explained());
    document.put("iterates", described());
    if (grid != null) {
      Map<String, Object> measured = new LinkedHashMap<>();
      measured.put("a", grid.a());
      measured.put("b", grid.b());
      measured.put("points", plane);
      document.put("plane", measured);
    }
    origin.addTo(document);
    return document;
  }

  private List<Map<String, Object>> described() {
    List<Map<String, Object>> described = new ArrayList<>();
    for (TrajectoryPoint point : points) {
      MeasuredWeights file = iterates.files().get(point.iterate());
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("weights", file.file().toString());
      one.put("sha256", file.sha256());
      one.put("a", point.a());
      one.put("b", point.b());
      one.put("distance", point.distance());
      one.put("loss", point.loss());
      one.put("accuracy", point.accuracy());
      one.put("projectedLoss", point.projectedLoss());
      one.put("projectedAccuracy", point.projectedAccuracy());
      described.add(one);
    }
    return described;
  }

  void draw(@Nullable Path figure, @Nullable Path losses) {
    FigureFile.write(
        figure,
        () ->
            grid == null
                ? TrajectoryFigures.path(points, principal.explained()).chart()
                : TrajectoryFigures.plane(
                        points, principal.explained(), PlaneFigures.field(grid, plane))
                    .contour()
                    .chart());
    FigureFile.write(losses, () -> TrajectoryFigures.losses(points).chart());
  }

  void print(PrintStream out) {
    out.printf(
        "variance explained: %.2f %% and %.2f %% by the two largest of %d components%n",
        100 * principal.explained().get(0),
        100 * principal.explained().get(1),
        principal.explained().size());
    out.println(
        " iterate            a            b     distance         loss    projected  accuracy %");
    for (TrajectoryPoint point : points) {
      out.printf(
          "%8d %12.5g %12.5g %12.5g %12.6g %12.6g %11.3f%n",
          point.iterate(),
          point.a(),
          point.b(),
          point.distance(),
          point.loss(),
          point.projectedLoss(),
          point.accuracy());
    }
  }
}
