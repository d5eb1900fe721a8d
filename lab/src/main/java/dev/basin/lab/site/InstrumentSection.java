package dev.basin.lab.site;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.instrument.Better;
import dev.basin.lab.instrument.Drawing;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Quantity;
import dev.basin.lab.report.Figure;
import dev.basin.lab.report.Scale;
import dev.basin.lab.report.Statistics;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Plan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/**
 * What one instrument measured: its headline quantities at the solutions, arm by arm, and along
 * training; its measurements of several solutions together; and what it can draw.
 *
 * @param <R> the instrument's result
 */
final class InstrumentSection<R> implements StudySection {
  private final Instrument<R> instrument;
  private final boolean atSolutions;
  private final boolean alongTraining;

  /**
   * A section.
   *
   * @param atSolutions whether it shows what was measured at solutions
   * @param alongTraining whether it shows what was measured after epochs
   */
  InstrumentSection(Instrument<R> instrument, boolean atSolutions, boolean alongTraining) {
    this.instrument = instrument;
    this.atSolutions = atSolutions;
    this.alongTraining = alongTraining;
  }

  private String name() {
    return instrument.about().name();
  }

  private List<Quantity<R>> headlines() {
    return instrument.quantities().stream().filter(Quantity::headline).toList();
  }

  private List<Quantity<R>> headlines(Measurement what) {
    return headlines().stream().filter(quantity -> quantity.isMeasured(what.settings())).toList();
  }

  @Override
  public SectionContent of(StudyView study) {
    List<SiteTable> tables = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    if (atSolutions) {
      addSolutions(study, tables, figures);
      addJoint(study, tables, figures);
    }
    if (alongTraining) {
      addAlongTraining(study, tables, figures);
    }
    return new SectionContent(
        instrument.about().title(),
        List.of(),
        tables,
        figures,
        List.of(instrument.about().reading() + " (" + instrument.about().source() + ")"));
  }

  private void addSolutions(StudyView study, List<SiteTable> tables, List<Figure> figures) {
    Set<Measurement> all = new LinkedHashSet<>();
    for (int k = 0; k < study.subjects(); k++) {
      all.addAll(study.atSolutions(k, name()));
    }
    for (Measurement what : all) {
      for (Quantity<R> quantity : headlines(what)) {
        tables.add(
            new ArmTable(
                    study, values -> form(quantity, values), quantity.better() != Better.HIGHER)
                .of(
                    caption(quantity, what),
                    run -> run.quantity(instrument, quantity, null, what),
                    paper -> Optional.empty()));
      }
    }
    for (RunView run : study.runs()) {
      if (run.trial() == 1) {
        String arm = study.name(run.run().subject()) + " " + run.run().arm();
        run.run().measurements().stream()
            .filter(at -> at.epoch() == null && at.what().instrument().equals(name()))
            .forEach(
                at ->
                    run.read(at, instrument.resultType())
                        .ifPresent(result -> draw(figures, at.what(), arm, List.of(arm), result)));
      }
    }
  }

  /** How values of a quantity are written, all of them given. */
  static NumberForm form(Quantity<?> quantity, double... values) {
    if (quantity.lowerBound()) {
      return new NumberForm(NumberForm.SHARPNESS.decimals(), "≥ ", Scale.of(values, false));
    }
    Scale scale = Scale.of(values, quantity.unit().equals("%"));
    boolean share = scale == Scale.PERCENT && quantity.better() == Better.HIGHER;
    return share ? NumberForm.PERCENT : new NumberForm(NumberForm.POSITIVE.decimals(), "", scale);
  }

  private static String label(Quantity<?> quantity) {
    return quantity.label() + (quantity.unit().isEmpty() ? "" : ", " + quantity.unit());
  }

  static String caption(Quantity<?> quantity, Measurement what) {
    String settings = what.describe();
    return label(quantity) + (settings.isEmpty() ? "" : " (" + settings + ")");
  }

  private void draw(
      List<Figure> figures, Measurement what, String title, List<String> names, R result) {
    for (Drawing<R> drawing : instrument.drawings()) {
      if (drawing.isPossible(what.settings())) {
        Figure figure = drawing.figure().of(what.settings(), names, result);
        String file = figure.file() + "-" + title.replaceAll("[^A-Za-z0-9]+", "-");
        figures.add(new Figure(file, figure.chart(), title + ". " + figure.caption()));
      }
    }
  }

  private void addJoint(StudyView study, List<SiteTable> tables, List<Figure> figures) {
    List<SiteTable.Row> rows = new ArrayList<>();
    for (Plan.Joint joint : study.plan().joint()) {
      if (joint.what().instrument().equals(name())) {
        study
            .read(joint, instrument.resultType())
            .ifPresent(
                result -> {
                  String title = title(study, joint);
                  rows.add(row(title, joint.what(), result));
                  draw(figures, joint.what(), title, joint.arms(), result);
                });
      }
    }
    if (!headlines().isEmpty()) {
      List<String> heads = new ArrayList<>(List.of("Between", "Settings"));
      headlines().forEach(quantity -> heads.add(label(quantity)));
      tables.add(new SiteTable(instrument.about().title(), heads, rows));
    }
  }

  private static String title(StudyView study, Plan.Joint joint) {
    return study.name(joint.subject())
        + ", "
        + String.join(" to ", joint.arms())
        + ", trial "
        + joint.trial();
  }

  private SiteTable.Row row(String title, Measurement what, R result) {
    List<SiteTable.Cell> cells = new ArrayList<>();
    cells.add(SiteTable.Cell.of(what.describe()));
    for (Quantity<R> quantity : headlines()) {
      double value = quantity.number(result);
      NumberForm form = form(quantity, value);
      cells.add(SiteTable.Cell.of(form.bound() + form.number(value)));
    }
    return new SiteTable.Row(title, cells);
  }

  private void addAlongTraining(StudyView study, List<SiteTable> tables, List<Figure> figures) {
    for (int k = 0; k < study.subjects(); k++) {
      if (study.has(k)) {
        for (Measurement what : study.alongTraining(k, name())) {
          for (Quantity<R> quantity : headlines(what)) {
            along(study, k, what, quantity, tables, figures);
          }
        }
      }
    }
  }

  private void along(
      StudyView study,
      int subject,
      Measurement what,
      Quantity<R> quantity,
      List<SiteTable> tables,
      List<Figure> figures) {
    NavigableSet<Integer> epochs = study.epochs(subject, what);
    List<Arm> arms = study.subject(subject).arms();
    List<SiteTable.Row> rows = new ArrayList<>();
    List<Series> curves = new ArrayList<>();
    List<Legend.Entry> legend = new ArrayList<>();
    List<Double> seen = new ArrayList<>();
    NumberForm form = form(quantity, valuesAlong(study, subject, epochs, what, quantity));
    for (int a = 0; a < arms.size(); a++) {
      Arm arm = arms.get(a);
      List<Series.Point> means = new ArrayList<>();
      for (int epoch : epochs) {
        double[] values =
            study.values(subject, arm, run -> run.quantity(instrument, quantity, epoch, what));
        double mean = Statistics.estimate(values).mean();
        if (Double.isFinite(mean)) {
          means.add(Plots.point(epoch, mean));
          seen.add(mean);
          rows.add(
              new SiteTable.Row(
                  arm.name(),
                  List.of(
                      SiteTable.Cell.of(Integer.toString(epoch)),
                      form.cell(form.estimate(values)))));
        }
      }
      Pen pen = new Pen(Plots.ink(a), 2, a > 1, 1);
      curves.add(new Series(means, false, pen));
      legend.add(new Legend.Entry(arm.name(), pen, null));
    }
    if (!seen.isEmpty()) {
      String name = study.name(subject);
      String file = "along-" + name() + "-" + name.replace(' ', '-') + "-" + figures.size();
      LineChart chart =
          new LineChart(
              name + ": " + quantity.label() + " by epoch",
              quantity.label() + " after chosen epochs, mean over trials",
              Axis.counting("Epoch", epochs.last(), 6),
              vertical(quantity, seen),
              Ink.TEXT,
              null,
              Ink.TEXT,
              curves,
              legend,
              List.of());
      String caption = caption(quantity, what);
      figures.add(new Figure(file, chart, caption + ", after chosen epochs; means over trials."));
      tables.add(
          new SiteTable(
              name + ", along training: " + caption,
              List.of("Run", "Epoch", label(quantity)),
              rows));
    }
  }

  private double[] valuesAlong(
      StudyView study,
      int subject,
      NavigableSet<Integer> epochs,
      Measurement what,
      Quantity<R> quantity) {
    return study.subject(subject).arms().stream()
        .flatMap(arm -> study.runs(subject, arm.name()).stream())
        .flatMapToDouble(
            run ->
                epochs.stream()
                    .mapToDouble(epoch -> run.quantity(instrument, quantity, epoch, what)))
        .toArray();
  }

  private static Axis vertical(Quantity<?> quantity, List<Double> seen) {
    double[] all = seen.stream().mapToDouble(v -> v).toArray();
    boolean decades = seen.stream().allMatch(v -> v > 0) && quantity.better() != Better.HIGHER;
    return decades
        ? Plots.decades(label(quantity) + " (log scale)", all)
        : Plots.covering(label(quantity), all);
  }
}
