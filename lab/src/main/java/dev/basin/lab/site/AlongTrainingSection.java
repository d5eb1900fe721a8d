package dev.basin.lab.site;

import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.SharpnessFound;
import dev.basin.lab.instrument.SharpnessInstrument;
import dev.basin.lab.report.Figure;
import dev.basin.lab.report.Numbers;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Plan;
import java.util.ArrayList;
import java.util.List;

/** Sharpness against loss while training goes on: the paper's Figure 6. */
final class AlongTrainingSection implements StudySection {

  /** One point of a run. */
  private record Moment(int epoch, double loss, double sharpness, Measurement what) {}

  @Override
  public SectionContent of(StudyView study) {
    List<Figure> figures = new ArrayList<>();
    List<SiteTable> tables = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      if (study.has(k)) {
        add(study, k, figures, tables);
      }
    }
    return new SectionContent("Along training", List.of(), tables, figures, List.of());
  }

  private static void add(
      StudyView study, int subject, List<Figure> figures, List<SiteTable> tables) {
    List<Arm> arms = study.subject(subject).arms();
    List<Series> curves = new ArrayList<>();
    List<Legend.Entry> legend = new ArrayList<>();
    List<SiteTable.Row> rows = new ArrayList<>();
    List<Moment> all = new ArrayList<>();
    for (int a = 0; a < arms.size(); a++) {
      Pen pen = Pen.solid(Plots.ink(a), 2);
      legend.add(new Legend.Entry(arms.get(a).name(), pen, null));
      for (RunView run : study.runs(subject, arms.get(a).name())) {
        if (run.trial() == 1) {
          List<Moment> moments = moments(run);
          all.addAll(moments);
          curves.add(
              new Series(
                  moments.stream().map(m -> Plots.point(m.loss(), m.sharpness())).toList(),
                  false,
                  pen));
          String arm = arms.get(a).name();
          moments.forEach(moment -> rows.add(row(arm, moment)));
        }
      }
    }
    if (all.isEmpty()) {
      return;
    }
    figures.add(
        new Figure(
            "along-training-" + study.name(subject),
            new LineChart(
                study.name(subject) + ": sharpness against cross entropy",
                "Sharpness and training loss after chosen epochs of one trial",
                Plots.decades(
                    "Cross entropy f, nats (log scale)",
                    all.stream().mapToDouble(Moment::loss).toArray()),
                Plots.decades(
                    "Sharpness φ, % (log scale)",
                    all.stream().mapToDouble(Moment::sharpness).toArray()),
                Ink.TEXT,
                null,
                Ink.TEXT,
                curves,
                legend,
                List.of()),
            "Trial 1. Training goes from the right to the left, "
                + SharpnessSection.describe(all.get(0).what())
                + ". As the paper’s Figure 6."));
    tables.add(
        new SiteTable(
            study.name(subject) + ", epoch by epoch",
            List.of("Run", "Epoch", "f, nats", "φ, %"),
            rows));
  }

  private static SiteTable.Row row(String arm, Moment moment) {
    return new SiteTable.Row(
        arm,
        List.of(
            SiteTable.Cell.of(Integer.toString(moment.epoch())),
            SiteTable.Cell.of(Numbers.significant(moment.loss(), 3)),
            SiteTable.Cell.of("≥ " + Numbers.significant(moment.sharpness(), 3))));
  }

  private static List<Moment> moments(RunView run) {
    List<Moment> moments = new ArrayList<>();
    for (Plan.At at : run.run().measurements()) {
      if (at.epoch() != null && at.what().instrument().equals(SharpnessInstrument.NAME)) {
        int epoch = at.epoch();
        run.read(at, SharpnessFound.class)
            .map(SharpnessFound::sharpness)
            .ifPresent(
                found ->
                    moments.add(new Moment(epoch, found.loss(), found.sharpness(), at.what())));
      }
    }
    return moments;
  }
}
