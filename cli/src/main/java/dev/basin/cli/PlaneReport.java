package dev.basin.cli;

import dev.basin.lab.chart.Canvas;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Spot;
import dev.basin.lab.figure.PlaneFigures;
import dev.basin.landscape.PlaneGrid;
import dev.basin.landscape.PlanePoint;
import dev.basin.landscape.PlanePosition;
import dev.basin.objective.Evaluation;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code basin plane} found.
 *
 * @param kind {@code filter}, {@code sphere} or {@code solutions}
 * @param seed of the directions; null for a plane through solutions
 * @param grid where was measured
 * @param points there
 * @param solutions the weights that the plane was laid through
 * @param origin which function was asked, and of what
 */
record PlaneReport(
    String kind,
    @Nullable Long seed,
    PlaneGrid grid,
    List<PlanePoint> points,
    List<Solution> solutions,
    ResultOrigin origin) {

  /**
   * Weights in the plane.
   *
   * @param weights their file
   * @param position where they lie
   * @param train the model's own loss and accuracy on the training points
   */
  record Solution(MeasuredWeights weights, PlanePosition position, Evaluation train) {

    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("weights", weights.file().toString());
      document.put("sha256", weights.sha256());
      document.put("a", position.a());
      document.put("b", position.b());
      document.put("trainLoss", train.loss());
      document.put("trainAccuracy", train.accuracy());
      return document;
    }

    String name() {
      String name = String.valueOf(weights.file().getFileName());
      int dot = name.lastIndexOf('.');
      return dot > 0 ? name.substring(0, dot) : name;
    }
  }

  private boolean isRandom() {
    return solutions.size() == 1;
  }

  Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("kind", kind);
    document.put("seed", seed);
    document.put("solutions", solutions.stream().map(Solution::document).toList());
    document.put("a", grid.a());
    document.put("b", grid.b());
    document.put("points", points);
    origin.addTo(document);
    return document;
  }

  PlaneFigures figures() {
    Ink[] inks = {Ink.SMALL, Ink.LARGE, Ink.ACCURACY};
    List<Spot> spots = new ArrayList<>();
    for (Solution solution : solutions) {
      spots.add(
          new Spot(
              solution.position().a(),
              solution.position().b(),
              solution.train().loss(),
              solution.name(),
              Canvas.Shape.DISC,
              inks[spots.size() % inks.length]));
    }
    String distance = "distance in weight space";
    return new PlaneFigures(
        isRandom()
            ? "Loss around " + solutions.get(0).name()
            : "Loss in the plane of three solutions",
        isRandom() ? "a, along a random direction" : distance,
        isRandom() ? "b, along another" : distance,
        PlaneFigures.field(grid, points),
        spots,
        List.of(),
        true);
  }

  void print(PrintStream out) {
    out.printf(
        "%s: %d x %d points, a from %.4g to %.4g, b from %.4g to %.4g%n",
        isRandom()
            ? "plane of two random directions (" + kind + ", seed " + seed + ")"
            : "plane through three solutions",
        grid.a().size(),
        grid.b().size(),
        grid.a().get(0),
        grid.a().get(grid.a().size() - 1),
        grid.b().get(0),
        grid.b().get(grid.b().size() - 1));
    for (Solution solution : solutions) {
      out.printf(
          "%s at (%.4g, %.4g): training loss %.6g, accuracy %.3f %%%n",
          solution.weights().file(),
          solution.position().a(),
          solution.position().b(),
          solution.train().loss(),
          solution.train().accuracy());
    }
    List<PlanePoint> finite =
        points.stream().filter(point -> Double.isFinite(point.trainLoss())).toList();
    Comparator<PlanePoint> byLoss = Comparator.comparingDouble(PlanePoint::trainLoss);
    finite.stream().min(byLoss).ifPresent(least -> printPoint(out, "least", least));
    finite.stream().max(byLoss).ifPresent(largest -> printPoint(out, "largest", largest));
    if (finite.size() < points.size()) {
      out.printf("%d points have no finite loss%n", points.size() - finite.size());
    }
  }

  private static void printPoint(PrintStream out, String what, PlanePoint point) {
    out.printf(
        "%s training loss on the grid: %.6g at (%.4g, %.4g), accuracy %.3f %%%n",
        what, point.trainLoss(), point.a(), point.b(), point.trainAccuracy());
  }
}
