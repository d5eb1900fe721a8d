package dev.basin.lab.report;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.Numbers;
import dev.basin.lab.instrument.EfficiencyInstrument;
import dev.basin.lab.instrument.EfficiencyResult;
import dev.basin.lab.stats.Statistics;
import dev.basin.lab.store.EpochRecord;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Appendix C with measured iterations. */
final class PerformanceModelSection implements StudySection {
  private static final int CURVE = 40;

  @Override
  public SectionContent of(StudyView study) {
    List<String> findings = new ArrayList<>();
    List<SiteTable.Row> rows = new ArrayList<>();
    List<SiteTable.Row> efficiencies = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    List<ModelContour.Measured> measured = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      add(study, k, findings, rows, figures, measured);
    }
    for (RunView run : study.runs()) {
      efficiencies(study, run, efficiencies);
    }
    ModelContour.of(measured).ifPresent(figures::add);
    return new SectionContent(
        "When a large batch is faster",
        findings,
        List.of(
            new SiteTable(
                "Iterations to the same testing accuracy, trial by trial",
                List.of("Network, trial", "Accuracy, %", "I_s", "I_l", "I_s B_s / (I_l B_l)"),
                rows),
            new SiteTable(
                "Measured parallel efficiency f(P) = T(1) / (P T(P))",
                List.of("Network, arm", "Batch", "Seconds a step, P = 1", "f(P)", "Processor"),
                efficiencies)),
        figures,
        List.of(
            "The accuracy is the smaller of the two runs’ best testing accuracies; I is the number"
                + " of steps until the end of the first epoch that reaches it. The large batch is"
                + " faster where the small batch’s parallel efficiency f_s(P) is below I_s B_s /"
                + " (I_l B_l), the large batch’s being 1 (Appendix C)."));
  }

  private static void efficiencies(StudyView study, RunView run, List<SiteTable.Row> rows) {
    efficiency(run)
        .ifPresent(
            result ->
                rows.add(
                    new SiteTable.Row(
                        study.name(run.run().subject()) + ", " + run.run().arm(),
                        List.of(
                            SiteTable.Cell.of(Numbers.count(result.batch())),
                            SiteTable.Cell.of(
                                Numbers.significant(result.times().get(0).secondsAStep(), 3)),
                            SiteTable.Cell.of(
                                result.times().stream()
                                    .skip(1)
                                    .map(
                                        time ->
                                            "f("
                                                + time.threads()
                                                + ") = "
                                                + Numbers.fixed(
                                                    result.efficiency(time.threads()), 2))
                                    .collect(Collectors.joining(", "))),
                            SiteTable.Cell.of(result.processor())))));
  }

  private static Optional<EfficiencyResult> efficiency(RunView run) {
    return run.atSolution(EfficiencyInstrument.NAME, EfficiencyResult.class);
  }

  private static void add(
      StudyView study,
      int subject,
      List<String> findings,
      List<SiteTable.Row> rows,
      List<Figure> figures,
      List<ModelContour.Measured> measured) {
    Subject about = study.subject(subject);
    List<String> arms =
        about.arms().stream().filter(arm -> arm.from() == null).map(Arm::name).toList();
    if (arms.size() != 2) {
      return;
    }
    List<RunView> small = study.runs(subject, arms.get(0));
    List<RunView> large = study.runs(subject, arms.get(1));
    List<PerformanceModel> models = new ArrayList<>();
    for (int t = 0; t < Math.min(small.size(), large.size()); t++) {
      RunView s = small.get(t);
      RunView l = large.get(t);
      double target = Math.min(best(s), best(l));
      OptionalInt epochsOfS = epochsTo(s, target);
      OptionalInt epochsOfL = epochsTo(l, target);
      if (epochsOfS.isEmpty() || epochsOfL.isEmpty()) {
        continue;
      }
      int points = trainPoints(s);
      PerformanceModel model =
          new PerformanceModel(
              batch(s),
              (double) epochsOfS.getAsInt() * steps(points, s),
              batch(l),
              (double) epochsOfL.getAsInt() * steps(points, l));
      models.add(model);
      rows.add(
          new SiteTable.Row(
              study.name(subject) + ", " + s.trial(),
              List.of(
                  SiteTable.Cell.of(Numbers.fixed(target, 2)),
                  SiteTable.Cell.of(Numbers.count(Math.round(model.smallIterations()))),
                  SiteTable.Cell.of(Numbers.count(Math.round(model.largeIterations()))),
                  SiteTable.Cell.of(Numbers.significant(model.threshold(), 3)))));
    }
    if (!models.isEmpty()) {
      double threshold =
          Statistics.estimate(models.stream().mapToDouble(PerformanceModel::threshold).toArray())
              .mean();
      findings.add(
          study.name(subject)
              + ": the large batch is faster once the small batch’s parallel efficiency is below "
              + Numbers.significant(threshold, 2)
              + (threshold >= 1 ? ", that is on any number of processors." : "."));
      figures.add(figure(study.name(subject), models));
      small.stream()
          .flatMap(run -> efficiency(run).stream())
          .findFirst()
          .ifPresent(
              result ->
                  measured.add(
                      new ModelContour.Measured(
                          study.name(subject),
                          result.efficiency(result.mostThreads()),
                          1 / threshold)));
    }
  }

  private static double best(RunView run) {
    return run.epochs().stream().mapToDouble(EpochRecord::testAccuracy).max().orElse(Double.NaN);
  }

  private static OptionalInt epochsTo(RunView run, double accuracy) {
    List<EpochRecord> epochs = run.epochs();
    return IntStream.range(0, epochs.size())
        .filter(k -> epochs.get(k).testAccuracy() >= accuracy)
        .map(k -> k + 1)
        .findFirst();
  }

  private static int batch(RunView run) {
    return run.run().config().batch().start();
  }

  private static int trainPoints(RunView run) {
    return (int) run.value(end -> end.train() == null ? Double.NaN : (double) end.train().points());
  }

  /** Of an epoch. */
  private static int steps(int points, RunView run) {
    return run.run()
        .config()
        .training(run.network())
        .batches(run.network(), points, batch(run))
        .count();
  }

  private static Figure figure(String name, List<PerformanceModel> models) {
    List<Series> curves = new ArrayList<>();
    double highest = 1;
    for (int t = models.size() - 1; t >= 0; t--) {
      PerformanceModel model = models.get(t);
      List<Series.Point> points = new ArrayList<>();
      for (int k = 0; k <= CURVE; k++) {
        double efficiency = 0.05 * Math.pow(20, (double) k / CURVE);
        points.add(Plots.point(efficiency, model.speedUp(efficiency)));
        highest = Math.max(highest, model.speedUp(efficiency));
      }
      curves.add(
          new Series(points, false, new Pen(Ink.LARGE, t == 0 ? 2 : 1, false, t == 0 ? 1 : 0.4)));
    }
    Pen even = Pen.dashed(Ink.MUTED, 1.5);
    curves.add(new Series(List.of(Plots.point(0.05, 1), Plots.point(1, 1)), false, even));
    return new Figure(
        "performance-" + name,
        new LineChart(
            name + ": how much faster the large batch is",
            "Time of the small batch over time of the large batch, by the small batch’s efficiency",
            Axis.exact("Parallel efficiency of the small batch, f_s(P)", 0, 1, 5),
            Plots.decades("T_s / T_l (log scale)", 0.5, highest),
            Ink.TEXT,
            null,
            Ink.TEXT,
            curves,
            List.of(
                new Legend.Entry("T_s / T_l", Pen.solid(Ink.LARGE, 2), null),
                new Legend.Entry("equally fast", even, null)),
            List.of()),
        "Thick: trial 1; thin: the other trials.");
  }
}
