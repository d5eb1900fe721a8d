package dev.basin.lab.report;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.Numbers;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.SharpnessInstrument;
import dev.basin.lab.store.EpochRecord;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.WarmStarts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Runs that start from another's weights along the way: the paper's Figure 5. */
final class WarmStartSection implements StudySection {
  @Override
  public SectionContent of(StudyView study) {
    List<String> findings = new ArrayList<>();
    List<SiteTable> tables = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      for (Arm arm : study.subject(k).arms()) {
        WarmStarts from = arm.from();
        if (from != null && study.has(k)) {
          Warm warm = new Warm(study, k, arm, from);
          warm.finding(findings);
          tables.add(warm.table());
          figures.add(warm.accuracies());
          if (!warm.sharpnesses.isEmpty()) {
            figures.add(warm.sharpness());
          }
        }
      }
    }
    return new SectionContent(
        "Warm-started runs",
        findings,
        tables,
        figures,
        List.of("Trial 1; each warm-started run begins with the optimiser’s state fresh."));
  }

  /** One arm of warm starts. */
  private static final class Warm {
    private final StudyView study;
    private final int subject;
    private final Arm arm;
    private final List<RunView> runs;
    private final List<EpochRecord> source;
    private final List<Measurement> sharpnesses;

    Warm(StudyView study, int subject, Arm arm, WarmStarts from) {
      this.study = study;
      this.subject = subject;
      this.arm = arm;
      this.runs = study.runs(subject, arm.name()).stream().filter(run -> run.trial() == 1).toList();
      this.source =
          study.runs(subject, from.arm()).stream()
              .filter(run -> run.trial() == 1)
              .findFirst()
              .map(RunView::epochs)
              .orElse(List.of());
      this.sharpnesses = study.sharpnesses(subject);
    }

    private static int epoch(RunView run) {
      return Objects.requireNonNull(run.run().fromEpoch());
    }

    void finding(List<String> findings) {
      List<RunView> done =
          runs.stream().filter(run -> Double.isFinite(run.testAccuracy())).toList();
      if (done.size() < 2) {
        return;
      }
      RunView first = done.get(0);
      RunView last = done.get(done.size() - 1);
      StringBuilder text = new StringBuilder(study.name(subject));
      text.append(": started after ")
          .append(epoch(first))
          .append(epoch(first) == 1 ? " epoch of " : " epochs of ")
          .append(Objects.requireNonNull(arm.from()).arm())
          .append(", ")
          .append(arm.name())
          .append(" tests at ")
          .append(Numbers.fixed(first.testAccuracy(), 2))
          .append(" %; after ")
          .append(epoch(last))
          .append(", at ")
          .append(Numbers.fixed(last.testAccuracy(), 2))
          .append(" %");
      for (Measurement what : sharpnesses) {
        text.append("; φ at ε = ")
            .append(Numbers.epsilon(what.settings().get(SharpnessInstrument.EPSILON)))
            .append(" goes from ")
            .append(Numbers.significant(first.headline(null, what), 3))
            .append(" to ")
            .append(Numbers.significant(last.headline(null, what), 3));
      }
      findings.add(text.append('.').toString());
    }

    SiteTable table() {
      List<String> heads =
          new ArrayList<>(
              List.of(
                  "Epochs before",
                  "Testing accuracy before, %",
                  "Testing accuracy after, %",
                  "f after, nats"));
      sharpnesses.forEach(what -> heads.add("φ after, " + SharpnessSection.describe(what)));
      List<SiteTable.Row> rows = new ArrayList<>();
      for (RunView run : runs) {
        List<SiteTable.Cell> cells = new ArrayList<>();
        cells.add(SiteTable.Cell.of(Numbers.fixed(before(run), 2)));
        cells.add(SiteTable.Cell.of(Numbers.fixed(run.testAccuracy(), 2)));
        cells.add(SiteTable.Cell.of(Numbers.significant(run.trainLoss(), 3)));
        for (Measurement what : sharpnesses) {
          cells.add(SiteTable.Cell.of("≥ " + Numbers.significant(run.headline(null, what), 3)));
        }
        rows.add(new SiteTable.Row(Integer.toString(epoch(run)), cells));
      }
      return new SiteTable(study.name(subject) + ", " + arm.name(), heads, rows);
    }

    private double before(RunView run) {
      int epoch = epoch(run);
      return epoch <= source.size() ? source.get(epoch - 1).testAccuracy() : Double.NaN;
    }

    Figure accuracies() {
      Pen before = Pen.solid(Ink.SMALL, 2);
      Pen after = Pen.solid(Ink.LARGE, 2);
      List<Double> seen = new ArrayList<>();
      source.forEach(epoch -> seen.add(epoch.testAccuracy()));
      runs.forEach(run -> seen.add(run.testAccuracy()));
      LineChart chart =
          new LineChart(
              study.name(subject) + ": testing accuracy of warm-started runs",
              "Testing accuracy of the small-batch run by epoch, and of the runs started from"
                  + " there",
              Axis.counting("Epochs before the warm start", last(), 6),
              Plots.covering("Testing accuracy, %", seen.stream().mapToDouble(v -> v).toArray()),
              Ink.TEXT,
              null,
              Ink.TEXT,
              List.of(
                  new Series(
                      source.stream()
                          .map(epoch -> Plots.point(epoch.epoch(), epoch.testAccuracy()))
                          .toList(),
                      false,
                      before),
                  curve(RunView::testAccuracy, after)),
              List.of(
                  new Legend.Entry("run it starts from", before, null),
                  new Legend.Entry("warm-started run", after, null)),
              List.of());
      return new Figure(
          "warm-accuracy-" + study.name(subject),
          chart,
          "As the upper half of the paper’s Figure 5.");
    }

    private int last() {
      return Math.max(source.size(), epoch(runs.get(runs.size() - 1)));
    }

    private Series curve(ToDoubleFunction<RunView> value, Pen pen) {
      return new Series(
          runs.stream().map(run -> Plots.point(epoch(run), value.applyAsDouble(run))).toList(),
          false,
          pen);
    }

    Figure sharpness() {
      List<Series> curves = new ArrayList<>();
      List<Legend.Entry> legend = new ArrayList<>();
      List<Double> seen = new ArrayList<>();
      for (int k = 0; k < sharpnesses.size(); k++) {
        Measurement what = sharpnesses.get(k);
        Pen pen = new Pen(Ink.LOSS, 2, k > 0, 1);
        Series curve = curve(run -> run.headline(null, what), pen);
        curve.points().forEach(point -> seen.add(point.y()));
        curves.add(curve);
        legend.add(
            new Legend.Entry(
                "ε = " + Numbers.epsilon(what.settings().get(SharpnessInstrument.EPSILON)),
                pen,
                null));
      }
      LineChart chart =
          new LineChart(
              study.name(subject) + ": sharpness of warm-started solutions",
              "Sharpness of the solutions of the warm-started runs, by epochs before the start",
              Axis.counting("Epochs before the warm start", last(), 6),
              Plots.decades(
                  "Sharpness φ, % (log scale)", seen.stream().mapToDouble(v -> v).toArray()),
              Ink.TEXT,
              null,
              Ink.TEXT,
              curves,
              legend,
              List.of());
      return new Figure(
          "warm-sharpness-" + study.name(subject),
          chart,
          "As the lower half of the paper’s Figure 5.");
    }
  }
}
