package dev.basin.lab.instrument;

import dev.basin.lab.chart.Canvas;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Spot;
import dev.basin.lab.figure.PlaneFigures;
import dev.basin.landscape.PlanePoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plane as figures, as a JSON object and as lines of text. */
final class PlaneText {
  private static final Ink[] INKS = {Ink.SMALL, Ink.LARGE, Ink.ACCURACY};

  private PlaneText() {}

  /** Contours and surface. */
  static PlaneFigures figures(List<String> names, PlaneResult found) {
    List<Spot> spots = new ArrayList<>();
    for (PlaneSolution solution : found.solutions()) {
      int k = spots.size();
      spots.add(
          new Spot(
              solution.a(),
              solution.b(),
              solution.trainLoss(),
              names.get(k),
              Canvas.Shape.DISC,
              INKS[k % INKS.length]));
    }
    String distance = "distance in weight space";
    return new PlaneFigures(
        found.isRandom() ? "Loss around " + names.get(0) : "Loss in the plane of three solutions",
        found.isRandom() ? "a, along a random direction" : distance,
        found.isRandom() ? "b, along another" : distance,
        PlaneFigures.field(found.grid(), found.points()),
        spots,
        List.of(),
        true);
  }

  /**
   * As a JSON object.
   *
   * @param weights where each of the solutions comes from
   */
  static Map<String, @Nullable Object> document(
      List<Map<String, Object>> weights, PlaneResult found) {
    List<Map<String, @Nullable Object>> solutions = new ArrayList<>();
    for (PlaneSolution solution : found.solutions()) {
      Map<String, Object> from = weights.get(solutions.size());
      Map<String, @Nullable Object> described = new LinkedHashMap<>();
      described.put("weights", from.getOrDefault("file", from.get("trial")));
      described.put("sha256", from.get("sha256"));
      described.putAll(Documents.fields(solution));
      solutions.add(described);
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("kind", found.kind());
    document.put("seed", found.seed());
    document.put("solutions", solutions);
    document.put("a", found.grid().a());
    document.put("b", found.grid().b());
    document.put("points", points(found.points()));
    return document;
  }

  /** What was not asked for is left out. */
  static List<Map<String, @Nullable Object>> points(List<PlanePoint> points) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (PlanePoint point : points) {
      Map<String, @Nullable Object> row = Documents.fields(point);
      row.values().removeIf(Objects::isNull);
      rows.add(row);
    }
    return rows;
  }

  /** In lines for a terminal. */
  static List<String> lines(PlaneResult found) {
    List<Double> a = found.grid().a();
    List<Double> b = found.grid().b();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "%s: %d x %d points, a from %.4g to %.4g, b from %.4g to %.4g",
            found.isRandom()
                ? "plane of two random directions (" + found.kind() + ", seed " + found.seed() + ")"
                : "plane through three solutions",
            a.size(),
            b.size(),
            a.get(0),
            a.get(a.size() - 1),
            b.get(0),
            b.get(b.size() - 1)));
    for (PlaneSolution solution : found.solutions()) {
      lines.add(
          String.format(
              "%s at (%.4g, %.4g): training loss %.6g, accuracy %.3f %%",
              solution.name(),
              solution.a(),
              solution.b(),
              solution.trainLoss(),
              solution.trainAccuracy()));
    }
    found.least().ifPresent(point -> lines.add(line("least", point)));
    found.largest().ifPresent(point -> lines.add(line("largest", point)));
    if (found.notFinite() > 0) {
      lines.add(found.notFinite() + " points have no finite loss");
    }
    return lines;
  }

  private static String line(String which, PlanePoint point) {
    return String.format(
        "%s training loss on the grid: %.6g at (%.4g, %.4g), accuracy %.3f %%",
        which, point.trainLoss(), point.a(), point.b(), point.trainAccuracy());
  }
}
