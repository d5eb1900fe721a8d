package dev.basin.lab.site;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.report.Figure;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.EpochRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Accuracies by epoch: the paper's Figure 2. */
final class CurvesSection implements StudySection {
  /** Share of each run's epochs that may lie below the axis, so that the end can be read. */
  private static final double HIDDEN = 0.1;

  @Override
  public SectionContent of(StudyView study) {
    List<Figure> figures = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      figure(study, k).ifPresent(figures::add);
    }
    return new SectionContent("Accuracy by epoch", List.of(), List.of(), figures, List.of());
  }

  private static Optional<Figure> figure(StudyView study, int subject) {
    List<Arm> arms = study.subject(subject).arms();
    List<Series> curves = new ArrayList<>();
    List<Legend.Entry> legend = new ArrayList<>();
    List<Double> seen = new ArrayList<>();
    int epochs = 1;
    for (int a = arms.size() - 1; a >= 0; a--) {
      for (RunView run : study.runs(subject, arms.get(a).name())) {
        boolean first = run.trial() == 1;
        add(curves, run, EpochRecord::trainAccuracy, pen(a, false, first));
        add(curves, run, EpochRecord::testAccuracy, pen(a, true, first));
        epochs = Math.max(epochs, run.epochs().size());
        run.epochs().stream()
            .skip((long) (HIDDEN * run.epochs().size()))
            .forEach(epoch -> seen.addAll(List.of(epoch.trainAccuracy(), epoch.testAccuracy())));
      }
    }
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    for (int a = 0; a < arms.size(); a++) {
      legend.add(new Legend.Entry(arms.get(a).name() + " train", pen(a, false, true), null));
      legend.add(new Legend.Entry(arms.get(a).name() + " test", pen(a, true, true), null));
    }
    LineChart chart =
        new LineChart(
            study.name(subject) + ": accuracy by epoch",
            "Training and testing accuracy in percent by epoch of every run",
            Axis.counting("Epoch", epochs, 6),
            Plots.covering("Accuracy, %", seen.stream().mapToDouble(v -> v).toArray()),
            Ink.TEXT,
            null,
            Ink.TEXT,
            curves,
            legend,
            List.of());
    return Optional.of(
        new Figure(
            "curves-" + study.name(subject),
            chart,
            "Solid: on the epoch’s batches while the weights move; dashed: on the test points after"
                + " it. Thick: trial 1; thin: the other trials. The first tenth of each run may lie"
                + " below the axis."));
  }

  private static void add(
      List<Series> curves, RunView run, ToDoubleFunction<EpochRecord> value, Pen pen) {
    if (!run.epochs().isEmpty()) {
      curves.add(
          new Series(
              run.epochs().stream()
                  .map(epoch -> Plots.point(epoch.epoch(), value.applyAsDouble(epoch)))
                  .toList(),
              false,
              pen));
    }
  }

  private static Pen pen(int arm, boolean dashed, boolean first) {
    return new Pen(Plots.ink(arm), first ? 2 : 1, dashed, first ? 1 : 0.4);
  }
}
