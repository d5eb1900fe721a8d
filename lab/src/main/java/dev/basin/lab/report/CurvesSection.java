package dev.basin.lab.report;

import dev.basin.lab.figure.Figure;
import java.util.ArrayList;
import java.util.List;

/** Accuracies by epoch: the paper's Figure 2. */
final class CurvesSection implements StudySection {
  @Override
  public SectionContent of(StudyView study) {
    List<Figure> figures = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      int subject = k;
      AccuracyCurves.figure(
              "curves-" + study.name(k),
              study.name(k) + ": accuracy by epoch",
              study.subject(k).arms().stream()
                  .map(arm -> runs(arm.name(), study.runs(subject, arm.name())))
                  .toList())
          .ifPresent(figures::add);
    }
    return new SectionContent("Accuracy by epoch", List.of(), List.of(), figures, List.of());
  }

  private static AccuracyCurves.ArmRuns runs(String arm, List<RunView> runs) {
    return new AccuracyCurves.ArmRuns(
        arm,
        runs.stream()
            .map(
                run ->
                    new AccuracyCurves.Run(
                        run.epochs().stream()
                            .map(
                                epoch ->
                                    new AccuracyCurves.Epoch(
                                        epoch.epoch(), epoch.trainAccuracy(), epoch.testAccuracy()))
                            .toList(),
                        run.state() == RunView.State.DIVERGED))
            .toList());
  }
}
