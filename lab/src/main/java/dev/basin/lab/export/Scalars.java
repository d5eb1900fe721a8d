package dev.basin.lab.export;

import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Quantity;
import dev.basin.lab.store.TrialOutcome;
import dev.basin.objective.Evaluation;
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
 * INSTRUMENT/SETTINGS/QUANTITY                           measured at the solution; settings where
 *                                                        they differ from the usual
 * by-epoch/INSTRUMENT/…                                  measured at the weights after an epoch
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
    add(measurement.instrument(), measurement, lastEpoch);
  }

  private <R> void add(Instrument<R> instrument, StoredMeasurement measurement, int lastEpoch) {
    R result = measurement.as(instrument.resultType());
    if (result == null) {
      return;
    }
    Integer epoch = measurement.epoch();
    String name = (epoch == null ? "" : "by-epoch/") + name(measurement.what());
    for (Quantity<R> quantity : instrument.quantities()) {
      double value = quantity.number(result);
      if (!Double.isNaN(value)) {
        add(name + "/" + quantity.name(), epoch == null ? lastEpoch : epoch, value);
      }
    }
  }

  /** What was asked for, so that no two questions share a name. */
  private static String name(Measurement what) {
    String settings = what.describe().replace(", ", "/").replace(' ', '-').replace(',', '_');
    return what.instrument() + (settings.isEmpty() ? "" : "/" + settings);
  }
}
