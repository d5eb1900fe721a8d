package dev.basin.lab.site;

import dev.basin.lab.report.Figure;
import dev.basin.lab.report.PathFigure;
import dev.basin.lab.study.PathResult;
import dev.basin.lab.study.Plan;
import java.util.ArrayList;
import java.util.List;

/** Paths between two solutions: the paper's Figures 3 and 7. */
final class PathsSection implements StudySection {
  @Override
  public SectionContent of(StudyView study) {
    List<Figure> figures = new ArrayList<>();
    for (Plan.Between path : study.plan().paths()) {
      study.path(path).ifPresent(result -> figures.add(figure(study, path, result)));
    }
    return new SectionContent("Between the solutions", List.of(), List.of(), figures, List.of());
  }

  private static Figure figure(StudyView study, Plan.Between path, PathResult result) {
    String shape = path.measure().shape().label();
    String name = study.name(path.subject());
    return PathFigure.between(
        shape + "-" + name + "-" + path.trial(),
        shape,
        name + ", trial " + path.trial(),
        path.measure().from(),
        path.measure().to(),
        result.points());
  }
}
