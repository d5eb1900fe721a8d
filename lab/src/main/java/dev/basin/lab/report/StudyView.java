package dev.basin.lab.report;

import dev.basin.lab.export.StoreReader;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.SharpnessInstrument;
import dev.basin.lab.store.DamagedException;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Measure;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Study;
import dev.basin.lab.study.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** A study with all that the store holds of it. */
final class StudyView {
  private final Plan plan;
  private final RunStore store;
  private final List<RunView> runs = new ArrayList<>();
  private final LinkedHashSet<String> warnings = new LinkedHashSet<>();

  StudyView(Plan plan, RunStore store, StoreReader reader) {
    this.plan = plan;
    this.store = store;
    plan.runs().forEach(run -> runs.add(new RunView(run, store, reader, warnings::add)));
  }

  Study study() {
    return plan.study();
  }

  Plan plan() {
    return plan;
  }

  /** With which words of a command line its data were found. */
  List<String> options() {
    return store.options(plan);
  }

  List<RunView> runs() {
    return runs;
  }

  /** What is damaged, as far as anybody asked. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  int subjects() {
    return study().subjects().size();
  }

  Subject subject(int index) {
    return study().subjects().get(index);
  }

  /**
   * Whether a network has two arms with one run a trial each, which can be compared trial by trial:
   * an arm that starts from another's weights has several.
   */
  boolean isPair(int index) {
    List<Arm> arms = subject(index).arms();
    return arms.size() == 2 && AgainstFirst.compared(subject(index)).size() == 2;
  }

  /** The network's name, with the data where the study has it twice. */
  String name(int index) {
    Subject subject = subject(index);
    long same =
        study().subjects().stream()
            .filter(other -> other.network().equals(subject.network()))
            .count();
    return subject.network() + (same > 1 ? " on " + subject.data() : "");
  }

  /** The runs of an arm, trial by trial. */
  List<RunView> runs(int subject, String arm) {
    return runs.stream()
        .filter(run -> run.run().subject() == subject && run.run().arm().equals(arm))
        .toList();
  }

  /** Whether anything of a network was trained to the end. */
  boolean has(int subject) {
    return runs.stream()
        .anyMatch(
            run ->
                run.run().subject() == subject
                    && (run.state() == RunView.State.DONE
                        || run.state() == RunView.State.DIVERGED));
  }

  /** One value a trial, NaN where there is none. */
  double[] values(int subject, Arm arm, ToDoubleFunction<RunView> value) {
    return runs(subject, arm.name()).stream().mapToDouble(value).toArray();
  }

  /** How many runs of an arm diverged. */
  long diverged(int subject, Arm arm) {
    return runs(subject, arm.name()).stream()
        .filter(run -> run.state() == RunView.State.DIVERGED)
        .count();
  }

  /** How many runs are in that state. */
  long count(Predicate<RunView> which) {
    return runs.stream().filter(which).count();
  }

  /** The different sharpness measurements at solutions, larger ε first. */
  List<Measurement> sharpnesses(int subject) {
    return atSolutions(subject, SharpnessInstrument.NAME);
  }

  /** The different measurements of an instrument at solutions, in the study's order. */
  List<Measurement> atSolutions(int subject, String instrument) {
    return subject(subject).measures().stream()
        .filter(measure -> measure.epochs().isEmpty())
        .map(Measure::what)
        .filter(what -> what.instrument().equals(instrument))
        .distinct()
        .toList();
  }

  /** The different measurements of an instrument along training, in the study's order. */
  List<Measurement> alongTraining(int subject, String instrument) {
    return subject(subject).measures().stream()
        .filter(measure -> !measure.epochs().isEmpty())
        .map(Measure::what)
        .filter(what -> what.instrument().equals(instrument))
        .distinct()
        .toList();
  }

  /** After which epochs a measurement is asked for. */
  NavigableSet<Integer> epochs(int subject, Measurement what) {
    TreeSet<Integer> epochs = new TreeSet<>();
    subject(subject).measures().stream()
        .filter(measure -> measure.what().equals(what))
        .forEach(measure -> epochs.addAll(measure.epochs()));
    return epochs;
  }

  /** A measurement of several runs together, if it is there and whole. */
  <T> Optional<T> read(Plan.Joint joint, Class<T> type) {
    try {
      return store.measurement(joint).read().map(type::cast);
    } catch (DamagedException e) {
      warnings.add(e.getMessage() + ". It is left out; 'basin study run' measures it again");
      return Optional.empty();
    }
  }
}
