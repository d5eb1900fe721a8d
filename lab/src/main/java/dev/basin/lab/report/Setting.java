package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Subject;
import java.util.ArrayList;
import java.util.List;

/** How each network of a study was trained, and where that leaves the paper. */
final class Setting {
  private Setting() {}

  static SiteTable table(StudyView study) {
    List<SiteTable.Row> rows = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      Subject subject = study.subject(k);
      for (Arm arm : subject.arms()) {
        rows.add(
            new SiteTable.Row(
                study.name(k) + ", " + arm.name(),
                List.of(
                    SiteTable.Cell.of(
                        subject.data()
                            + (subject.limit() == 0
                                ? ""
                                : ", first " + Numbers.count(subject.limit()))),
                    SiteTable.Cell.of(arm.batch().text()),
                    SiteTable.Cell.of(
                        arm.stopping().patience() >= arm.stopping().maxEpochs()
                            ? arm.stopping().maxEpochs() + " epochs"
                            : "at most "
                                + arm.stopping().maxEpochs()
                                + " epochs, patience "
                                + arm.stopping().patience()),
                    SiteTable.Cell.of(
                        arm.optimizer().describe()
                            + (arm.remedies().all().isEmpty()
                                ? ""
                                : "; remedies: " + arm.remedies().describe())),
                    SiteTable.Cell.of(Integer.toString(subject.trials())),
                    SiteTable.Cell.of(state(study, k, arm)))));
      }
    }
    return new SiteTable(
        "How it was trained",
        List.of("Network, arm", "Data", "Batch", "Until", "Optimiser", "Trials", "In the store"),
        rows);
  }

  private static String state(StudyView study, int subject, Arm arm) {
    List<RunView> runs = study.runs(subject, arm.name());
    List<String> parts = new ArrayList<>();
    for (RunView.State state : RunView.State.values()) {
      long count = runs.stream().filter(run -> run.state() == state).count();
      if (count > 0) {
        parts.add(
            count
                + switch (state) {
                  case MISSING -> " not run";
                  case DAMAGED -> " damaged";
                  case DIVERGED -> " diverged";
                  case DONE -> " whole";
                });
      }
    }
    return String.join(", ", parts);
  }

  /** Where the setting leaves the paper, a sentence a network. */
  static List<String> differences(StudyView study) {
    List<String> sentences = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      Subject subject = study.subject(k);
      if (!study.has(k)) {
        sentences.add(study.name(k) + " was not run.");
        continue;
      }
      int points = trainPoints(study, k);
      List<String> differences =
          PaperSetting.differences(
              subject.network(), subject.data(), points, smallBatch(subject, points));
      if (study.study().paper().startsWith("Table") && subject.trials() != 5) {
        differences.add(
            subject.trials() + (subject.trials() == 1 ? " trial" : " trials") + ", paper 5");
      }
      String name = study.name(k);
      origins(study, k).forEach(origin -> sentences.add(name + ", data: " + origin + "."));
      if (!differences.isEmpty()) {
        sentences.add(
            study.name(k) + " leaves the paper’s setting: " + String.join("; ", differences) + ".");
      }
    }
    return sentences;
  }

  /** The points of a small-batch step, 0 if no arm is called as the paper calls it. */
  private static int smallBatch(Subject subject, int trainPoints) {
    return subject.arms().stream()
        .filter(arm -> arm.name().equals("SB") && trainPoints > 0)
        .mapToInt(arm -> arm.batch().over(trainPoints).max())
        .findFirst()
        .orElse(0);
  }

  private static List<String> origins(StudyView study, int subject) {
    return study.runs().stream()
        .filter(run -> run.run().subject() == subject)
        .map(RunView::origin)
        .filter(origin -> !origin.isEmpty())
        .distinct()
        .toList();
  }

  private static int trainPoints(StudyView study, int subject) {
    return study.runs().stream()
        .filter(run -> run.run().subject() == subject)
        .mapToDouble(
            run ->
                run.value(end -> end.train() == null ? Double.NaN : (double) end.train().points()))
        .filter(Double::isFinite)
        .mapToInt(points -> (int) points)
        .findFirst()
        .orElse(0);
  }
}
