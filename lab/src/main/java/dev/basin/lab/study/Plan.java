package dev.basin.lab.study;

import dev.basin.engine.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A study with every run, measurement and path that it takes.
 *
 * @param study what is asked for
 * @param runs the training runs, subject by subject, trial by trial, arm by arm
 * @param paths between them
 */
public record Plan(Study study, List<Run> runs, List<Between> paths) {

  /**
   * A training run and its part in the study.
   *
   * @param subject index of the network in the study
   * @param arm name of the arm
   * @param fromEpoch the epoch of the other arm from which it starts, or null
   * @param config the run
   * @param measurements at its weights
   */
  public record Run(
      int subject,
      String arm,
      @Nullable Integer fromEpoch,
      TrialConfig config,
      List<At> measurements) {

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
      return what.kind()
          + (epoch == null ? "" : "-epoch-" + epoch)
          + "-"
          + CanonicalJson.digest(this).substring(0, DIGITS);
    }
  }

  /**
   * A path between the solutions of two runs.
   *
   * @param subject index of the network in the study
   * @param trial number of the trial
   * @param measure what is measured
   * @param from the run at α = 0
   * @param to the run at α = 1
   */
  public record Between(
      int subject, int trial, PathMeasure measure, TrialConfig from, TrialConfig to) {

    /** The name of its file without ending. */
    public String name() {
      String ends = from.key() + " " + to.key();
      String points = measure.shape().label() + " " + measure.points();
      return from.network()
          + "-"
          + measure.shape().label()
          + "-t"
          + trial
          + "-"
          + Sha256.of(ends + " " + points).substring(0, DIGITS);
    }
  }

  private static final int DIGITS = 12;

  /** Copies the lists. */
  public Plan {
    runs = List.copyOf(runs);
    paths = List.copyOf(paths);
  }

  /**
   * Plans a study.
   *
   * @param study what is asked for
   * @param data tells how many training points there are
   * @throws StudyFormatException if a batch is larger than the data
   */
  public static Plan of(Study study, DataCatalogue data) {
    List<Run> runs = new ArrayList<>();
    List<Between> paths = new ArrayList<>();
    for (int k = 0; k < study.subjects().size(); k++) {
      SubjectPlan part = new SubjectPlan(study, k, data);
      runs.addAll(part.runs());
      paths.addAll(part.paths());
    }
    return new Plan(study, runs, paths);
  }
}
