package dev.basin.lab.compare;

import dev.basin.lab.RunResult;
import dev.basin.lab.TrialResult;
import dev.basin.lab.instrument.EvaluateInstrument;
import dev.basin.lab.instrument.EvaluateResult;
import dev.basin.lab.instrument.LandscapeInstrument;
import dev.basin.lab.instrument.LandscapeResult;
import dev.basin.lab.instrument.SharpnessFound;
import dev.basin.lab.instrument.SharpnessInstrument;
import dev.basin.lab.store.EpochRecord;
import dev.basin.lab.store.MeasurementFile;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.store.TrialFolder;
import dev.basin.lab.store.TrialOutcome;
import dev.basin.lab.study.Plan;
import dev.basin.landscape.LandscapePoint;
import dev.basin.sharpness.SharpnessResult;
import dev.basin.train.EpochMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a finished comparison from its store, trial by trial. */
public final class ComparisonReader {
  private final Plan plan;
  private final RunStore store;

  /** A reader of what a plan asked for. */
  public ComparisonReader(Plan plan, RunStore store) {
    this.plan = plan;
    this.store = store;
  }

  /** Every trial. */
  public List<TrialResult> trials() {
    int trials = plan.study().subjects().get(0).trials();
    List<TrialResult> results = new ArrayList<>();
    for (int trial = 1; trial <= trials; trial++) {
      results.add(
          new TrialResult(
              trial,
              run(trial, ComparisonStudy.SMALL),
              run(trial, ComparisonStudy.LARGE),
              landscapes(trial)));
    }
    return List.copyOf(results);
  }

  private Map<String, List<LandscapePoint>> landscapes(int trial) {
    Map<String, List<LandscapePoint>> landscapes = new TreeMap<>();
    for (Plan.Joint joint : plan.joint()) {
      if (joint.trial() == trial) {
        String path = joint.what().settings().get(LandscapeInstrument.PATH).label();
        store
            .measurement(joint)
            .read()
            .map(LandscapeResult.class::cast)
            .ifPresent(found -> landscapes.put(path, found.points()));
      }
    }
    return landscapes;
  }

  private RunResult run(int trial, String arm) {
    Plan.Run run =
        plan.runs().stream()
            .filter(each -> each.arm().equals(arm) && each.config().trial() == trial)
            .findFirst()
            .orElseThrow();
    TrialFolder folder = store.trial(run.config());
    TrialOutcome outcome = folder.outcome();
    List<EpochMetrics> epochs = epochs(folder);
    double seconds = epochs.stream().mapToDouble(EpochMetrics::seconds).sum();
    int batch = run.config().batch().start();
    // whose loss or gradient at the solution is not finite was left out by its instruments
    if (outcome.diverged() || !run.measurements().stream().allMatch(at -> isThere(folder, at))) {
      return RunResult.diverged(batch, epochs, outcome.stopped(), outcome.distance(), seconds);
    }
    EvaluateResult evaluated =
        read(folder, run, EvaluateInstrument.NAME, EvaluateResult.class).findFirst().orElseThrow();
    List<SharpnessResult> sharpness =
        read(folder, run, SharpnessInstrument.NAME, SharpnessFound.class)
            .map(SharpnessFound::sharpness)
            .toList();
    return new RunResult(
        batch,
        epochs,
        outcome.stopped(),
        false,
        evaluated.trainLoss(),
        evaluated.trainAccuracy(),
        evaluated.testLoss(),
        evaluated.testAccuracy(),
        evaluated.gradientNorm(),
        outcome.distance(),
        sharpness,
        seconds,
        folder.measurementSeconds());
  }

  private static List<EpochMetrics> epochs(TrialFolder folder) {
    Map<Integer, Double> seconds = folder.epochSeconds();
    List<EpochMetrics> epochs = new ArrayList<>();
    for (EpochRecord record : folder.epochs()) {
      epochs.add(
          new EpochMetrics(
              record.epoch(),
              record.trainLoss(),
              record.trainAccuracy(),
              record.testLoss(),
              record.testAccuracy(),
              seconds.getOrDefault(record.epoch(), 0.0)));
    }
    return List.copyOf(epochs);
  }

  private static <T> Stream<T> read(
      TrialFolder folder, Plan.Run run, String instrument, Class<T> type) {
    return run.measurements().stream()
        .filter(at -> at.what().instrument().equals(instrument))
        .map(folder::measurement)
        .map(MeasurementFile::read)
        .flatMap(Optional::stream)
        .map(type::cast);
  }

  private static boolean isThere(TrialFolder folder, Plan.At at) {
    return folder.measurement(at).isThere();
  }
}
