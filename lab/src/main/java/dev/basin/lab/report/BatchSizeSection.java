package dev.basin.lab.report;

import dev.basin.lab.chart.Canvas;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Layer;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Stretch;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.MeanMarkers;
import dev.basin.lab.figure.Numbers;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.stats.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Accuracy and sharpness against the batch size: the paper's Figure 4. */
final class BatchSizeSection implements StudySection {
  /** How far the markers of two quantities stand apart, as a share of the axis. */
  private static final double SHIFT = 0.018;

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

  private static @Nullable Threshold threshold(StudyView study, int subject) {
    List<RunView> runs = runs(study, subject);
    return Threshold.of(
        runs.stream().mapToDouble(BatchSizeSection::batch).toArray(),
        runs.stream().mapToDouble(RunView::testAccuracy).toArray());
  }

  private static String finding(StudyView study, int subject) {
    Threshold threshold = threshold(study, subject);
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
    List<MeanMarkers> markers = new ArrayList<>();
    List<Legend.Entry> legend = new ArrayList<>();
    Pen accuracy = Pen.solid(Ink.ACCURACY, 2);
    MeanMarkers tests =
        markers(
            study, subject, batches, 0, NumberForm.PERCENT, RunView::testAccuracy, false, accuracy);
    markers.add(tests);
    legend.add(new Legend.Entry("testing accuracy", accuracy, Canvas.Shape.DISC));
    List<MeanMarkers> phis = new ArrayList<>();
    for (Measurement what : study.sharpnesses(subject)) {
      Pen pen = new Pen(Ink.LOSS, 2, !phis.isEmpty(), 1);
      phis.add(
          markers(
              study,
              subject,
              batches,
              phis.size() + 1,
              NumberForm.SHARPNESS,
              run -> run.headline(null, what),
              true,
              pen));
      legend.add(new Legend.Entry("φ, " + SharpnessSection.describe(what), pen, Canvas.Shape.DISC));
    }
    markers.addAll(phis);
    double[] seen = phis.stream().flatMapToDouble(MeanMarkers::drawn).toArray();
    Threshold threshold = threshold(study, subject);
    List<Layer> layers = new ArrayList<>();
    if (threshold != null) {
      layers.add(new Stretch(threshold.low(), threshold.high(), Ink.ACCURACY));
    }
    markers.forEach(each -> layers.addAll(each.singles()));
    markers.forEach(each -> layers.addAll(each.means()));
    LineChart chart =
        new LineChart(
            study.name(subject) + ": accuracy and sharpness by batch size",
            "Testing accuracy and sharpness by batch size, means with intervals and all trials",
            Plots.atValues("Batch size (log scale)", batches),
            Plots.covering("Testing accuracy, %", tests.drawn().toArray()),
            Ink.ACCURACY,
            seen.length == 0 ? null : Plots.decades("Sharpness φ, % (log scale)", seen),
            Ink.LOSS,
            layers,
            legend,
            threshold == null
                ? List.of()
                : List.of(new LineChart.Mark(threshold.batch(), "threshold", Ink.ACCURACY)));
    return new Figure(
        "batch-sizes-" + study.name(subject),
        chart,
        "As the paper’s Figure 4. "
            + MeanMarkers.words(markers)
            + " Small dots: single trials."
            + (phis.isEmpty() ? "" : " Sharpness stands a little to the right of its batch.")
            + (threshold == null ? "" : " Shaded: the threshold’s 95 % interval."));
  }

  /**
   * One quantity at every batch.
   *
   * @param place how far to the right it stands, so that whiskers of several do not cover each
   *     other
   */
  private static MeanMarkers markers(
      StudyView study,
      int subject,
      List<Integer> batches,
      int place,
      NumberForm form,
      ToDoubleFunction<RunView> value,
      boolean onRight,
      Pen pen) {
    double last = batches.get(batches.size() - 1);
    double shift = Math.pow(Math.max(2, last / batches.get(0)), SHIFT * place);
    return new MeanMarkers(
        form.scale(),
        batches.stream()
            .map(
                batch -> new MeanMarkers.Place(shift * batch, values(study, subject, batch, value)))
            .toList(),
        onRight,
        pen);
  }
}
