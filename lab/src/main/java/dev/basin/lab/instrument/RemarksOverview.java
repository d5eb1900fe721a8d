package dev.basin.lab.instrument;

import dev.basin.lab.figure.Figure;
import dev.basin.lab.remarks.RemarkFigures;
import dev.basin.lab.remarks.RemarkPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** φ against curvature over several solutions. */
final class RemarksOverview implements Overview<RemarkPoint> {
  private static final String EIGENVALUE = "eigenvalue";
  private static final String RITZ = "ritz";

  @Override
  public List<String> figureNames() {
    return List.of(EIGENVALUE, RITZ);
  }

  @Override
  public List<Figure> figures(Settings settings, List<String> names, List<RemarkPoint> results) {
    return List.of(
        new Figure(
            EIGENVALUE,
            RemarkFigures.eigenvalue(names, results),
            "Sharpness in the full space against the largest eigenvalue, one dot a solution and"
                + " ε."),
        new Figure(
            RITZ,
            RemarkFigures.ritz(names, results),
            "Sharpness in the random subspace against the largest Ritz value on it."));
  }

  @Override
  public List<String> lines(Settings settings, List<String> names, List<RemarkPoint> results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "solution             f   |grad f|  lambda_max  largest Ritz   epsilon     phi full   phi"
            + " subspace");
    for (int k = 0; k < results.size(); k++) {
      RemarkPoint point = results.get(k);
      for (RemarkPoint.AtEpsilon at : point.sharpness()) {
        lines.add(
            String.format(
                "%-12s %9.4g %10.4g %11.4g %13.4g %9.2g %12.5g %14.5g",
                names.get(k),
                point.loss(),
                point.gradientNorm(),
                point.eigenvalue(),
                point.ritz(),
                at.epsilon(),
                at.full(),
                at.subspace()));
      }
    }
    lines.add("phi in percent of 1 + f, each a lower bound");
    return lines;
  }

  @Override
  public Map<String, @Nullable Object> document(
      Settings settings, List<String> names, List<RemarkPoint> results) {
    List<Map<String, @Nullable Object>> solutions = new ArrayList<>();
    for (int k = 0; k < results.size(); k++) {
      Map<String, @Nullable Object> solution = new LinkedHashMap<>();
      solution.put("name", names.get(k));
      solution.putAll(Documents.fields(results.get(k)));
      solutions.add(solution);
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("subspace", settings.get(RemarksInstrument.SUBSPACE));
    document.put("maximizer", settings.get(RemarksInstrument.MAXIMIZER).label());
    document.put("seed", results.get(0).seed());
    document.put("solutions", solutions);
    return document;
  }
}
