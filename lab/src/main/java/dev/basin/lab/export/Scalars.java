package dev.basin.lab.export;

import dev.basin.lab.study.EigenvalueResult;
import dev.basin.lab.study.LossesResult;
import dev.basin.lab.study.Measurement;
import dev.basin.lab.study.NoiseScaleResult;
import dev.basin.lab.study.TrialOutcome;
import dev.basin.landscape.NeighbourhoodResult;
import dev.basin.objective.Evaluation;
import dev.basin.sharpness.SharpnessResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as series of scalars, for tools that show numbers by epoch:
 *
 * <pre>
 * train/loss, train/accuracy, test/loss, test/accuracy   by epoch, as the weights move
 * solution/train/loss … solution/test/accuracy           at the solution, at the last epoch
 * solution/distance                                      ‖x − x₀‖₂
 * sharpness/…, eigenvalue/…, steepness/…, losses/…       measured at the solution
 * by-epoch/sharpness/… and so on                         measured at the weights after an epoch
 * </pre>
 *
 * Losses are in nats, accuracies and sharpness in percent.
 */
public final class Scalars {
  private final List<Scalar> scalars = new ArrayList<>();

  private Scalars() {}

  /** Every scalar of a run, by step; none if it is not complete. */
  public static List<Scalar> of(StoredRun run) {
    TrialOutcome outcome = run.outcome();
    if (outcome == null) {
      return List.of();
    }
    Scalars made = new Scalars();
    run.epochs()
        .forEach(
            epoch -> {
              made.add("train/loss", epoch.epoch(), epoch.trainLoss());
              made.add("train/accuracy", epoch.epoch(), epoch.trainAccuracy());
              made.add("test/loss", epoch.epoch(), epoch.testLoss());
              made.add("test/accuracy", epoch.epoch(), epoch.testAccuracy());
            });
    made.addAll("solution/train", outcome.epochs(), outcome.train());
    made.addAll("solution/test", outcome.epochs(), outcome.test());
    made.add("solution/distance", outcome.epochs(), outcome.distance());
    run.measurements().forEach(measurement -> made.add(measurement, outcome.epochs()));
    made.scalars.sort(Comparator.comparingLong(Scalar::step));
    return List.copyOf(made.scalars);
  }

  private void add(String tag, long step, double value) {
    scalars.add(new Scalar(tag, step, value));
  }

  private void addAll(String group, long step, @Nullable Evaluation evaluation) {
    if (evaluation != null) {
      add(group + "/loss", step, evaluation.loss());
      add(group + "/accuracy", step, evaluation.accuracy());
    }
  }

  private void add(StoredMeasurement measurement, int lastEpoch) {
    Integer epoch = measurement.at().epoch();
    String name = (epoch == null ? "" : "by-epoch/") + name(measurement.at().what());
    int step = epoch == null ? lastEpoch : epoch;
    Object result = measurement.result();
    if (result instanceof SharpnessResult sharpness) {
      add(name, step, sharpness.sharpness());
    } else if (result instanceof EigenvalueResult found) {
      add(name, step, found.eigenvalue());
      add(name + "/residual", step, found.residual());
    } else if (result instanceof NoiseScaleResult noise) {
      add(name, step, noise.points());
      add(name + "/low", step, noise.low());
      add(name + "/high", step, noise.high());
    } else if (result instanceof LossesResult losses) {
      addAll(name + "/train", step, losses.train());
      addAll(name + "/test", step, losses.test());
    } else if (result instanceof NeighbourhoodResult found) {
      found
          .summary(Double.POSITIVE_INFINITY)
          .forEach(at -> add(name + "/median-rise/radius-" + at.radius(), step, at.median()));
    }
  }

  /** What was asked for, in full, so that no two questions share a name. */
  private static String name(Measurement what) {
    if (what instanceof Measurement.Sharpness sharpness) {
      return "%s/%s-%s/%s/%s"
          .formatted(
              what.kind(),
              sharpness.region().label(),
              sharpness.epsilon(),
              sharpness.subspace() == 0 ? "full" : "subspace-" + sharpness.subspace(),
              sharpness.maximizer().label());
    }
    if (what instanceof Measurement.Eigenvalue eigenvalue) {
      return what.kind() + points(eigenvalue.limit());
    }
    if (what instanceof Measurement.Steepness steepness) {
      return "%s/%s-%d%s"
          .formatted(
              what.kind(),
              steepness.direction().label(),
              steepness.directions(),
              points(steepness.limit()));
    }
    return what.kind();
  }

  private static String points(int limit) {
    return limit == 0 ? "/all-points" : "/first-" + limit + "-points";
  }
}
