package dev.basin.lab.report;

import dev.basin.lab.figure.Figure;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Overview;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * What an instrument draws of all solutions of a network beside each other.
 *
 * @param instrument who measured them
 * @param overview what it draws of them
 * @param <R> the instrument's result
 */
record OverviewFigures<R>(Instrument<R> instrument, Overview<R> overview) {

  /** Those of one of a study's networks; none before anything is measured. */
  List<Figure> of(StudyView study, int subject, Measurement what) {
    List<String> names = new ArrayList<>();
    List<R> results = new ArrayList<>();
    for (Arm arm : study.subject(subject).arms()) {
      List<RunView> runs = study.runs(subject, arm.name());
      for (RunView run : runs) {
        Plan.At at = new Plan.At(null, what);
        if (run.run().measurements().contains(at)) {
          run.read(at, instrument.resultType())
              .ifPresent(
                  result -> {
                    names.add(arm.name() + (runs.size() > 1 ? " " + run.trial() : ""));
                    results.add(result);
                  });
        }
      }
    }
    if (results.isEmpty()) {
      return List.of();
    }
    String title = study.name(subject);
    return overview.figures(what.settings(), names, results).stream()
        .map(
            figure ->
                new Figure(
                    (figure.file() + " " + title + " " + what.digest(title))
                        .replaceAll("[^A-Za-z0-9]+", "-"),
                    figure.chart(),
                    title + ". " + figure.caption()))
        .toList();
  }
}
