package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.PathFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of a comparison, those that its data allow, in the order of the report. */
public final class Figures {

  private Figures() {}

  /** Draws what can be drawn. */
  public static List<Figure> of(ComparisonResult result) {
    List<Figure> figures = new ArrayList<>();
    AccuracyFigure.of(result).ifPresent(figures::add);
    PathFigure.line(result).ifPresent(figures::add);
    PathFigure.arc(result).ifPresent(figures::add);
    Optional<Figure> sharpness = SharpnessFigure.of(result);
    sharpness.ifPresent(figures::add);
    return List.copyOf(figures);
  }
}
