package dev.basin.lab.report;

import dev.basin.lab.figure.Figure;
import dev.basin.lab.instrument.Better;
import dev.basin.lab.instrument.Drawing;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Quantity;
import dev.basin.lab.stats.Scale;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    for (int k = 0; k < study.subjects(); k++) {
      for (Measurement what : study.atSolutions(k, name())) {
        int subject = k;
        instrument
            .overview()
            .map(overview -> new OverviewFigures<>(instrument, overview).of(study, subject, what))
            .ifPresent(figures::addAll);
      }
      for (Arm arm : study.subject(k).arms()) {
        for (Measurement what : study.atSolutions(k, name())) {
          List<R> trials =
              study.runs(k, arm.name()).stream().flatMap(run -> found(run, what).stream()).toList();
          draw(figures, what, study.name(k) + " " + arm.name(), List.of(arm.name()), trials);
        }
      }
    }
  }

  private Optional<R> found(RunView run, Measurement what) {
    Plan.At at = new Plan.At(null, what);
    return run.run().measurements().contains(at)
        ? run.read(at, instrument.resultType())
        : Optional.empty();
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

  static String label(Quantity<?> quantity) {
    return quantity.label() + (quantity.unit().isEmpty() ? "" : ", " + quantity.unit());
  }

  static String caption(Quantity<?> quantity, Measurement what) {
    String settings = what.describe();
    return label(quantity) + (settings.isEmpty() ? "" : " (" + settings + ")");
  }

  /** Draws all trials in one figure, or else the first. */
  private void draw(
      List<Figure> figures, Measurement what, String title, List<String> names, List<R> trials) {
    if (trials.isEmpty()) {
      return;
    }
    for (Drawing<R> drawing : instrument.drawings()) {
      if (drawing.isPossible(what.settings())) {
        Optional<Figure> together = drawing.figure().ofTrials(what.settings(), names, trials);
        Figure figure =
            together.orElseGet(() -> drawing.figure().of(what.settings(), names, trials.get(0)));
        String file =
            figure.file() + "-" + (title + " " + figures.size()).replaceAll("[^A-Za-z0-9]+", "-");
        String first =
            together.isEmpty() && trials.size() > 1 ? ", the first trial that has it" : "";
        figures.add(new Figure(file, figure.chart(), title + first + ". " + figure.caption()));
      }
    }
  }

  /** Solutions of several arms, which were measured together in every trial. */
  private record Together(int subject, Measurement what, List<String> arms) {}

  private void addJoint(StudyView study, List<SiteTable> tables, List<Figure> figures) {
    Map<Together, List<R>> found = new LinkedHashMap<>();
    for (Plan.Joint joint : study.plan().joint()) {
      if (joint.what().instrument().equals(name())) {
        study
            .read(joint, instrument.resultType())
            .ifPresent(
                result ->
                    found
                        .computeIfAbsent(
                            new Together(joint.subject(), joint.what(), joint.arms()),
                            unused -> new ArrayList<>())
                        .add(result));
      }
    }
    List<SiteTable.Row> rows = new ArrayList<>();
    found.forEach(
        (of, trials) -> {
          String title = study.name(of.subject()) + ", " + String.join(" to ", of.arms());
          rows.add(row(title, of.what(), trials));
          draw(figures, of.what(), title, of.arms(), trials);
        });
    if (!headlines().isEmpty()) {
      List<String> heads = new ArrayList<>(List.of("Between", "Settings"));
      headlines().forEach(quantity -> heads.add(label(quantity)));
      tables.add(new SiteTable(instrument.about().title(), heads, rows));
    }
  }

  private SiteTable.Row row(String title, Measurement what, List<R> trials) {
    List<SiteTable.Cell> cells = new ArrayList<>();
    cells.add(SiteTable.Cell.of(what.describe()));
    for (Quantity<R> quantity : headlines()) {
      double[] values = trials.stream().mapToDouble(quantity::number).toArray();
      NumberForm form = form(quantity, values);
      cells.add(form.cell(form.estimate(values)));
    }
    return new SiteTable.Row(title, cells);
  }

  private void addAlongTraining(StudyView study, List<SiteTable> tables, List<Figure> figures) {
    for (int k = 0; k < study.subjects(); k++) {
      for (Measurement what : study.alongTraining(k, name())) {
        for (Quantity<R> quantity : headlines(what)) {
          QuantityByEpoch<R> by = new QuantityByEpoch<>(study, k, instrument, what, quantity);
          if (by.isThere()) {
            figures.add(by.figure(figures.size()));
            tables.add(by.table());
          }
        }
      }
    }
  }
}
