package dev.basin.lab.study;

import dev.basin.lab.instrument.Measurement;
import dev.basin.train.remedy.Remedies;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A study with every run and measurement that it takes.
 *
 * @param study what is asked for
 * @param runs the training runs, subject by subject, trial by trial, arm by arm
 * @param joint measured of several of them together
 */
public record Plan(Study study, List<Run> runs, List<Joint> joint) {

  /**
   * A training run and its part in the study.
   *
   * @param subject index of the network in the study
   * @param arm name of the arm
   * @param fromEpoch the epoch of the other arm from which it starts, or null
   * @param config the run
   * @param measurements at its weights
   * @param keep what else is kept of it
   */
  public record Run(
      int subject,
      String arm,
      @Nullable Integer fromEpoch,
      TrialConfig config,
      List<At> measurements,
      Keep keep) {

    /** Copies the list. */
    public Run {
      measurements = List.copyOf(measurements);
    }
  }

  /**
   * A measurement at the weights of a run.
   *
   * @param epoch after which epoch, or null for the solution
   * @param what is measured
   */
  public record At(@Nullable Integer epoch, Measurement what) {

    /** The name of its file without ending. */
    public String name() {
      String weights = epoch == null ? "solution" : "epoch-" + epoch;
      return what.instrument() + "-" + weights + "-" + what.digest(weights);
    }
  }

  /**
   * A measurement of the solutions of several runs of one trial together.
   *
   * @param subject index of the network in the study
   * @param trial number of the trial
   * @param what is measured
   * @param arms the names of their arms
   * @param of the runs, in the order in which the instrument takes them
   */
  public record Joint(
      int subject, int trial, Measurement what, List<String> arms, List<TrialConfig> of) {

    /** Copies the lists. */
    public Joint {
      arms = List.copyOf(arms);
      of = List.copyOf(of);
    }

    /** The keys of the runs. */
    public List<String> keys() {
      return of.stream().map(TrialConfig::key).toList();
    }

    /** The name of its file without ending. */
    public String name() {
      return what.instrument() + "-t" + trial + "-" + what.digest(String.join(" ", keys()));
    }
  }

  /** Copies the lists. */
  public Plan {
    runs = List.copyOf(runs);
    joint = List.copyOf(joint);
  }

  /**
   * One run that no study file asks for, as a study of its own.
   *
   * @param config the run
   * @param keep what is kept of it
   */
  public static Plan ofOne(TrialConfig config, Keep keep) {
    Arm arm =
        new Arm(
            "train",
            new BatchText(config.batch().toText()),
            config.stopping(),
            config.optimizer(),
            config.steps(),
            null,
            Remedies.parse(config.remedies()),
            config.dropLastBatch());
    Subject subject =
        new Subject(
            config.network(),
            config.data(),
            config.limit(),
            config.chunkSize(),
            1,
            config.seed(),
            List.of(arm),
            List.of(),
            List.of());
    Study study =
        new Study(
            "train-" + config.key(),
            "One run of " + config.network(),
            "The run that 'basin train' was asked for.",
            "",
            Scale.PAPER,
            List.of(),
            List.of(subject));
    return new Plan(
        study, List.of(new Run(0, arm.name(), null, config, List.of(), keep)), List.of());
  }

  /**
   * Plans a study.
   *
   * @param study what is asked for
   * @param data tells how many training points there are
   * @throws StudyFormatException if a batch is larger than the data, or there are too many runs
   */
  public static Plan of(Study study, DataCatalogue data) {
    StudySize.requireFewEnough(study);
    List<Run> runs = new ArrayList<>();
    List<Joint> joint = new ArrayList<>();
    List<Subject> subjects = new ArrayList<>();
    for (int k = 0; k < study.subjects().size(); k++) {
      SubjectPlan part = new SubjectPlan(study, k, data);
      runs.addAll(part.runs());
      joint.addAll(part.joint());
      subjects.add(part.subject());
    }
    return new Plan(study.with(subjects), runs, joint);
  }
}
