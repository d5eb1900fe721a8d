package dev.basin.lab.report;

import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Layer;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.MeanMarkers;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.SharpnessFound;
import dev.basin.lab.instrument.SharpnessInstrument;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Sharpness against loss while training goes on: the paper's Figure 6. */
final class AlongTrainingSection implements StudySection {
  private static final double THIN = 0.4;

  @Override
  public SectionContent of(StudyView study) {
    List<Figure> figures = new ArrayList<>();
    List<SiteTable> tables = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      for (Measurement what : study.alongTraining(k, SharpnessInstrument.NAME)) {
        List<Course> courses = new ArrayList<>();
        for (Arm arm : study.subject(k).arms()) {
          courses.add(new Course(study, k, arm, what));
        }
        if (courses.stream().anyMatch(Course::isThere)) {
          figures.add(figure(study, k, what, courses, figures.size()));
          tables.add(
              new SiteTable(
                  study.name(k) + ", epoch by epoch, " + SharpnessSection.describe(what),
                  List.of("Run", "Epoch", "f, nats", "φ, %"),
                  courses.stream().flatMap(course -> course.rows().stream()).toList()));
        }
      }
    }
    return new SectionContent("Along training", List.of(), tables, figures, List.of());
  }

  private static Figure figure(
      StudyView study, int subject, Measurement what, List<Course> courses, int before) {
    List<Legend.Entry> legend = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    List<MeanMarkers> means = new ArrayList<>();
    for (int a = 0; a < courses.size(); a++) {
      Pen pen = Pen.solid(Ink.ofArm(a), 2);
      legend.add(new Legend.Entry(courses.get(a).arm.name(), pen, null));
      layers.addAll(courses.get(a).singles(new Pen(pen.ink(), 1, false, THIN)));
      means.add(courses.get(a).means(pen));
    }
    means.forEach(each -> layers.addAll(each.means()));
    String name = study.name(subject);
    return new Figure(
        "along-training-" + name + (before == 0 ? "" : "-" + before),
        new LineChart(
            name + ": sharpness against cross entropy",
            "Sharpness and training loss after chosen epochs, in all trials",
            Plots.decades(
                "Cross entropy f, nats (log scale)",
                courses.stream().flatMapToDouble(Course::losses).toArray()),
            Plots.decades(
                "Sharpness φ, % (log scale)",
                means.stream().flatMapToDouble(MeanMarkers::drawn).toArray()),
            Ink.TEXT,
            null,
            Ink.TEXT,
            layers,
            legend,
            List.of()),
        "Training goes from the right to the left, "
            + SharpnessSection.describe(what)
            + ". As the paper’s Figure 6. "
            + MeanMarkers.words(means)
            + " A disc is at the mean loss of its epoch.");
  }

  /** The course of an arm's trials. */
  private static final class Course {
    private final Arm arm;
    private final List<RunView> runs;
    private final Measurement what;
    private final List<Integer> epochs;

    Course(StudyView study, int subject, Arm arm, Measurement what) {
      this.arm = arm;
      this.runs = study.runs(subject, arm.name());
      this.what = what;
      this.epochs =
          study.epochs(subject, what).stream()
              .filter(epoch -> Double.isFinite(sum(sharpnesses(epoch))))
              .toList();
    }

    /** NaN if none is finite. */
    private static double sum(double[] values) {
      return DoubleStream.of(values)
          .filter(Double::isFinite)
          .reduce(Double::sum)
          .orElse(Double.NaN);
    }

    boolean isThere() {
      return !epochs.isEmpty();
    }

    private double loss(RunView run, int epoch) {
      return run.read(new Plan.At(epoch, what), SharpnessFound.class)
          .map(found -> found.sharpness().loss())
          .orElse(Double.NaN);
    }

    private double[] losses(int epoch) {
      return runs.stream().mapToDouble(run -> loss(run, epoch)).toArray();
    }

    private double[] sharpnesses(int epoch) {
      return runs.stream().mapToDouble(run -> run.headline(epoch, what)).toArray();
    }

    DoubleStream losses() {
      return epochs.stream().flatMapToDouble(epoch -> DoubleStream.of(losses(epoch)));
    }

    /** Every trial's line, where there are several. */
    List<Series> singles(Pen pen) {
      return runs.size() < 2
          ? List.of()
          : runs.stream()
              .map(
                  run ->
                      new Series(
                          epochs.stream()
                              .map(
                                  epoch ->
                                      new Series.Point(loss(run, epoch), run.headline(epoch, what)))
                              .toList(),
                          false,
                          pen))
              .toList();
    }

    MeanMarkers means(Pen pen) {
      return new MeanMarkers(
          NumberForm.SHARPNESS.scale(),
          epochs.stream()
              .map(
                  epoch ->
                      new MeanMarkers.Place(
                          NumberForm.POSITIVE.estimate(losses(epoch)).mean(), sharpnesses(epoch)))
              .toList(),
          false,
          pen);
    }

    List<SiteTable.Row> rows() {
      return epochs.stream()
          .map(
              epoch ->
                  new SiteTable.Row(
                      arm.name(),
                      List.of(
                          SiteTable.Cell.of(Integer.toString(epoch)),
                          NumberForm.POSITIVE.cell(NumberForm.POSITIVE.estimate(losses(epoch))),
                          NumberForm.SHARPNESS.cell(
                              NumberForm.SHARPNESS.estimate(sharpnesses(epoch))))))
          .toList();
    }
  }
}
