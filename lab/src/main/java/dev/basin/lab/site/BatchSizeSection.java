package dev.basin.lab.site;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.SharpnessInstrument;
import dev.basin.lab.report.Figure;
import dev.basin.lab.report.Numbers;
import dev.basin.lab.report.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Accuracy and sharpness against the batch size: the paper's Figure 4. */
final class BatchSizeSection implements StudySection {
  @Override
  public SectionContent of(StudyView study) {
    List<String> findings = new ArrayList<>();
    List<SiteTable> tables = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      if (study.has(k)) {
        findings.add(finding(study, k));
        tables.add(table(study, k));
        figures.add(figure(study, k));
      }
    }
    return new SectionContent(
        "Against the batch size",
        findings,
        tables,
        figures,
        List.of(
            "The threshold is the break t of a(b) = c − s max(0, log₂ b − log₂ t), s ≥ 0, fitted to"
                + " the testing accuracies of all runs by least squares; its 95 % interval are the"
                + " breaks that an F-test does not refuse. Batches beyond the largest that was run"
                + " are not looked at."));
  }

  private static List<RunView> runs(StudyView study, int subject) {
    return study.runs().stream().filter(run -> run.run().subject() == subject).toList();
  }

  private static int batch(RunView run) {
    return run.run().config().batch().start();
  }

  private static List<Integer> batches(StudyView study, int subject) {
    TreeSet<Integer> batches = new TreeSet<>();
    runs(study, subject).forEach(run -> batches.add(batch(run)));
    return List.copyOf(batches);
  }

  private static double[] values(
      StudyView study, int subject, int batch, ToDoubleFunction<RunView> value) {
    return runs(study, subject).stream()
        .filter(run -> batch(run) == batch)
        .mapToDouble(value)
        .toArray();
  }

  private static String finding(StudyView study, int subject) {
    List<RunView> runs = runs(study, subject);
    Threshold threshold =
        Threshold.of(
            runs.stream().mapToDouble(BatchSizeSection::batch).toArray(),
            runs.stream().mapToDouble(RunView::testAccuracy).toArray());
    if (threshold == null) {
      return study.name(subject) + ": too few runs to look for a threshold.";
    }
    return study.name(subject)
        + ": testing accuracy is "
        + Numbers.fixed(threshold.level(), 2)
        + " % up to a batch of "
        + Numbers.significant(threshold.batch(), 2)
        + " (95 % interval "
        + Numbers.significant(threshold.low(), 2)
        + " to "
        + Numbers.significant(threshold.high(), 2)
        + ") and falls by "
        + Numbers.fixed(threshold.slope(), 2)
        + " points with each doubling beyond it. The paper sees the drop at about 500 for C1 and"
        + " 15\u202f000 for F2.";
  }

  private static SiteTable table(StudyView study, int subject) {
    List<Measurement> sharpnesses = study.sharpnesses(subject);
    List<String> heads =
        new ArrayList<>(List.of("Batch", "Testing accuracy, %", "Training accuracy, %", "f, nats"));
    sharpnesses.forEach(what -> heads.add("φ, " + SharpnessSection.describe(what)));
    List<SiteTable.Row> rows = new ArrayList<>();
    for (int batch : batches(study, subject)) {
      List<SiteTable.Cell> cells = new ArrayList<>();
      cells.add(cell(study, subject, batch, NumberForm.PERCENT, RunView::testAccuracy));
      cells.add(cell(study, subject, batch, NumberForm.PERCENT, RunView::trainAccuracy));
      cells.add(cell(study, subject, batch, NumberForm.POSITIVE, RunView::trainLoss));
      for (Measurement what : sharpnesses) {
        cells.add(
            cell(study, subject, batch, NumberForm.SHARPNESS, run -> run.headline(null, what)));
      }
      rows.add(new SiteTable.Row(Numbers.count(batch), cells));
    }
    return new SiteTable(study.name(subject) + ", batch by batch", heads, rows);
  }

  private static SiteTable.Cell cell(
      StudyView study,
      int subject,
      int batch,
      NumberForm quantity,
      ToDoubleFunction<RunView> value) {
    return quantity.cell(quantity.estimate(values(study, subject, batch, value)));
  }

  private static Figure figure(StudyView study, int subject) {
    List<Integer> batches = batches(study, subject);
    List<Series> curves = new ArrayList<>();
    List<Legend.Entry> legend = new ArrayList<>();
    Pen accuracy = Pen.solid(Ink.ACCURACY, 2);
    curves.add(means(study, subject, batches, RunView::testAccuracy, false, accuracy));
    legend.add(new Legend.Entry("testing accuracy", accuracy, null));
    List<Double> seen = new ArrayList<>();
    List<Measurement> sharpnesses = study.sharpnesses(subject);
    for (int k = 0; k < sharpnesses.size(); k++) {
      Measurement what = sharpnesses.get(k);
      Pen pen = new Pen(Ink.LOSS, 2, k > 0, 1);
      Series curve = means(study, subject, batches, run -> run.headline(null, what), true, pen);
      curve.points().forEach(point -> seen.add(point.y()));
      curves.add(curve);
      legend.add(
          new Legend.Entry(
              "φ, ε = " + Numbers.epsilon(what.settings().get(SharpnessInstrument.EPSILON)),
              pen,
              null));
    }
    double[] accuracies =
        runs(study, subject).stream().mapToDouble(RunView::testAccuracy).toArray();
    Axis right =
        seen.isEmpty()
            ? null
            : Plots.decades(
                "Sharpness φ, % (log scale)", seen.stream().mapToDouble(v -> v).toArray());
    LineChart chart =
        new LineChart(
            study.name(subject) + ": accuracy and sharpness by batch size",
            "Mean testing accuracy and mean sharpness over trials, by batch size",
            Plots.atValues("Batch size (log scale)", batches),
            Plots.covering("Testing accuracy, %", accuracies),
            Ink.ACCURACY,
            right,
            Ink.LOSS,
            curves,
            legend,
            List.of());
    return new Figure(
        "batch-sizes-" + study.name(subject), chart, "Means over trials, as the paper’s Figure 4.");
  }

  private static Series means(
      StudyView study,
      int subject,
      List<Integer> batches,
      ToDoubleFunction<RunView> value,
      boolean onRight,
      Pen pen) {
    return new Series(
        batches.stream()
            .map(
                batch ->
                    Plots.point(
                        batch, Statistics.estimate(values(study, subject, batch, value)).mean()))
            .toList(),
        onRight,
        pen);
  }
}
