package dev.basin.lab.export;

import static dev.basin.lab.export.MeasurementRow.asked;
import static dev.basin.lab.export.MeasurementRow.found;

import dev.basin.lab.study.EfficiencyResult;
import dev.basin.lab.study.EigenvalueResult;
import dev.basin.lab.study.LossesResult;
import dev.basin.lab.study.Measurement.Efficiency;
import dev.basin.lab.study.Measurement.Eigenvalue;
import dev.basin.lab.study.Measurement.GradientNoise;
import dev.basin.lab.study.Measurement.Sharpness;
import dev.basin.lab.study.Measurement.Steepness;
import dev.basin.lab.study.NoiseScaleResult;
import dev.basin.landscape.NeighbourhoodResult;
import dev.basin.sharpness.SharpnessResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code measurements}. Its {@code value} is φ in percent (a lower bound) for a
 * sharpness, λ in nats for an eigenvalue, B_simple in points for a noise scale, and f(P) at the
 * most threads for an efficiency; the other kinds have columns or a table of their own.
 */
final class MeasurementTable {
  private MeasurementTable() {}

  static Table of(List<MeasurementRow> rows) {
    TableForm<MeasurementRow> form = new TableForm<>("measurements");
    form.text("study", MeasurementRow::study)
        .text("key", MeasurementRow::key)
        .text("name", row -> row.at().name())
        .integer("epoch", row -> row.at().epoch())
        .text("kind", row -> row.at().what().kind())
        .text("state", row -> row.measurement().state().label())
        .text("remark", MeasurementTable::remark)
        .real("value", MeasurementTable::value)
        .text("unit", MeasurementTable::unit)
        .real("loss_nats", MeasurementTable::loss);
    sharpness(form);
    form.integer("points_limit", MeasurementTable::limit)
        .real("residual", found(EigenvalueResult.class, EigenvalueResult::residual))
        .integer("products", found(EigenvalueResult.class, EigenvalueResult::products))
        .text("direction", asked(Steepness.class, what -> what.direction().label()))
        .integer("directions", asked(Steepness.class, Steepness::directions))
        .real("noise_scale_low", found(NoiseScaleResult.class, NoiseScaleResult::low))
        .real("noise_scale_high", found(NoiseScaleResult.class, NoiseScaleResult::high));
    losses(form);
    return form.fill(rows);
  }

  private static void sharpness(TableForm<MeasurementRow> form) {
    form.real("epsilon", asked(Sharpness.class, Sharpness::epsilon))
        .integer("subspace", asked(Sharpness.class, Sharpness::subspace))
        .text("maximizer", asked(Sharpness.class, what -> what.maximizer().label()))
        .text("region", asked(Sharpness.class, what -> what.region().label()))
        .integer("subspace_seed", found(SharpnessResult.class, SharpnessResult::subspaceSeed))
        .real("maximum_nats", found(SharpnessResult.class, SharpnessResult::maximum))
        .text("found_by", found(SharpnessResult.class, SharpnessResult::maximizer))
        .integer("iterations", found(SharpnessResult.class, SharpnessResult::iterations))
        .integer("evaluations", found(SharpnessResult.class, SharpnessResult::evaluations))
        .integer("non_finite_evaluations", found(SharpnessResult.class, SharpnessResult::nonFinite))
        .text("termination", found(SharpnessResult.class, SharpnessResult::termination))
        .real("share_at_bound", found(SharpnessResult.class, SharpnessResult::atBound));
  }

  private static void losses(TableForm<MeasurementRow> form) {
    form.real("train_loss_nats", found(LossesResult.class, found -> found.train().loss()))
        .real(
            "train_accuracy_percent", found(LossesResult.class, found -> found.train().accuracy()))
        .real("test_loss_nats", found(LossesResult.class, found -> found.test().loss()))
        .real("test_accuracy_percent", found(LossesResult.class, found -> found.test().accuracy()));
  }

  private static @Nullable String remark(MeasurementRow row) {
    String remark = row.measurement().remark();
    return remark.isEmpty() ? null : remark;
  }

  private static @Nullable Double value(MeasurementRow row) {
    Object result = row.measurement().result();
    if (result instanceof SharpnessResult sharpness) {
      return sharpness.sharpness();
    }
    if (result instanceof EfficiencyResult timed) {
      return timed.efficiency(timed.mostThreads());
    }
    if (result instanceof NoiseScaleResult noise) {
      return noise.points();
    }
    return result instanceof EigenvalueResult found ? found.eigenvalue() : null;
  }

  private static @Nullable String unit(MeasurementRow row) {
    if (row.at().what() instanceof Sharpness) {
      return "percent";
    }
    if (row.at().what() instanceof Efficiency) {
      return "of 1";
    }
    if (row.at().what() instanceof GradientNoise) {
      return "points";
    }
    return row.at().what() instanceof Eigenvalue ? "nats" : null;
  }

  private static @Nullable Double loss(MeasurementRow row) {
    Object result = row.measurement().result();
    if (result instanceof SharpnessResult sharpness) {
      return sharpness.loss();
    }
    if (result instanceof NeighbourhoodResult neighbourhood) {
      return neighbourhood.centre().loss();
    }
    return result instanceof LossesResult losses ? losses.train().loss() : null;
  }

  private static @Nullable Integer limit(MeasurementRow row) {
    if (row.at().what() instanceof Eigenvalue eigenvalue) {
      return eigenvalue.limit();
    }
    return row.at().what() instanceof Steepness steepness ? steepness.limit() : null;
  }
}
