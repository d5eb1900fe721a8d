package dev.basin.lab.report;

import dev.basin.lab.chart.Axis;
import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Layer;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.LineChart;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.TrialCurves;
import dev.basin.lab.instrument.Better;
import dev.basin.lab.instrument.EigenvalueInstrument;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Quantity;
import dev.basin.lab.study.Arm;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.stream.Stream;

/**
 * A quantity that was measured after chosen epochs, in every trial of a network's arms.
 *
 * @param <R> the instrument's result
 */
final class QuantityByEpoch<R> {
  private final StudyView study;
  private final int subject;
  private final Instrument<R> instrument;
  private final Measurement what;
  private final Quantity<R> quantity;
  private final NavigableSet<Integer> epochs;
  private final List<Arm> arms;
  private final NumberForm form;

  QuantityByEpoch(
      StudyView study,
      int subject,
      Instrument<R> instrument,
      Measurement what,
      Quantity<R> quantity) {
    this.study = study;
    this.subject = subject;
    this.instrument = instrument;
    this.what = what;
    this.quantity = quantity;
    this.epochs = study.epochs(subject, what);
    this.arms = study.subject(subject).arms();
    this.form =
        InstrumentSection.form(
            quantity,
            runs()
                .flatMapToDouble(run -> epochs.stream().mapToDouble(epoch -> value(run, epoch)))
                .toArray());
  }

  private Stream<RunView> runs() {
    return arms.stream().flatMap(arm -> study.runs(subject, arm.name()).stream());
  }

  private double value(RunView run, int epoch) {
    return run.quantity(instrument, quantity, epoch, what);
  }

  /** Whether any of it was measured. */
  boolean isThere() {
    return runs()
        .anyMatch(run -> epochs.stream().anyMatch(epoch -> Double.isFinite(value(run, epoch))));
  }

  /**
   * Every arm's curve.
   *
   * @param number tells its file from others of the section
   */
  Figure figure(int number) {
    List<TrialCurves> curves = new ArrayList<>();
    List<Legend.Entry> legend = new ArrayList<>();
    StabilityLimit limit = new StabilityLimit(epochs.last());
    for (int a = 0; a < arms.size(); a++) {
      List<RunView> runs = study.runs(subject, arms.get(a).name());
      Pen pen = Pen.solid(Ink.ofArm(a), 2);
      curves.add(
          new TrialCurves(form.scale(), runs.stream().map(this::trial).toList(), false, pen));
      legend.add(new Legend.Entry(arms.get(a).name(), pen, null));
      if (instrument.about().name().equals(EigenvalueInstrument.NAME) && !runs.isEmpty()) {
        limit.add(a, arms.get(a).name(), runs.get(0).optimizer());
      }
    }
    List<Layer> layers = new ArrayList<>(limit.layers());
    layers.addAll(TrialCurves.layers(curves));
    legend.addAll(limit.legend());
    List<Double> seen = new ArrayList<>(limit.values());
    curves.forEach(each -> each.drawn().forEach(seen::add));
    String name = study.name(subject);
    return new Figure(
        "along-" + what.instrument() + "-" + name.replace(' ', '-') + "-" + number,
        new LineChart(
            name + ": " + quantity.label() + " by epoch",
            quantity.label() + " after chosen epochs, in all trials",
            Axis.counting("Epoch", epochs.last(), 6),
            vertical(seen),
            Ink.TEXT,
            null,
            Ink.TEXT,
            layers,
            legend,
            List.of()),
        InstrumentSection.caption(quantity, what)
            + ", after chosen epochs. "
            + TrialCurves.words(curves)
            + limit.caption());
  }

  private TrialCurves.Trial trial(RunView run) {
    return new TrialCurves.Trial(
        epochs.stream()
            .map(epoch -> new Series.Point(epoch, value(run, epoch)))
            .filter(point -> Double.isFinite(point.y()))
            .toList(),
        run.state() == RunView.State.DONE);
  }

  private Axis vertical(List<Double> seen) {
    double[] all = seen.stream().mapToDouble(v -> v).toArray();
    String label = InstrumentSection.label(quantity);
    return seen.stream().allMatch(v -> v > 0) && quantity.better() != Better.HIGHER
        ? Plots.decades(label + " (log scale)", all)
        : Plots.covering(label, all);
  }

  /** Means with their spread, a row an arm and epoch. */
  SiteTable table() {
    List<SiteTable.Row> rows = new ArrayList<>();
    for (Arm arm : arms) {
      for (int epoch : epochs) {
        double[] values = study.values(subject, arm, run -> value(run, epoch));
        SiteTable.Cell cell = form.cell(form.estimate(values));
        if (form.estimate(values).n() > 0) {
          rows.add(
              new SiteTable.Row(
                  arm.name(),
                  List.of(
                      SiteTable.Cell.of(Integer.toString(epoch)),
                      cell.withDiverged(study.diverged(subject, arm)))));
        }
      }
    }
    return new SiteTable(
        study.name(subject) + ", along training: " + InstrumentSection.caption(quantity, what),
        List.of("Run", "Epoch", InstrumentSection.label(quantity)),
        rows);
  }
}
