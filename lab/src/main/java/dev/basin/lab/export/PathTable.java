package dev.basin.lab.export;

import dev.basin.lab.export.TableForm.Value;
import dev.basin.lab.study.DamagedException;
import dev.basin.lab.study.PathResult;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.RunStore;
import dev.basin.landscape.LandscapePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code paths}; α = 0 is the run {@code from_key}, α = 1 the run {@code to_key}. */
final class PathTable {
  private PathTable() {}

  private record Row(
      Plan.Between path, State state, @Nullable String remark, @Nullable LandscapePoint point) {}

  static Table of(Plan plan, RunStore store) {
    List<Row> rows = new ArrayList<>();
    plan.paths().forEach(path -> rows.addAll(rows(path, store)));
    return new TableForm<Row>("paths")
        .text("study", row -> plan.study().name())
        .text("network", row -> row.path.from().network())
        .text("data", row -> row.path.from().data())
        .integer("trial", row -> row.path.trial())
        .text("shape", row -> row.path.measure().shape().label())
        .text("from_key", row -> row.path.from().key())
        .text("to_key", row -> row.path.to().key())
        .text("state", row -> row.state.label())
        .text("remark", row -> row.remark)
        .real("alpha", point(LandscapePoint::alpha))
        .real("train_loss_nats", point(LandscapePoint::trainLoss))
        .real("train_accuracy_percent", point(LandscapePoint::trainAccuracy))
        .real("test_loss_nats", point(LandscapePoint::testLoss))
        .real("test_accuracy_percent", point(LandscapePoint::testAccuracy))
        .fill(rows);
  }

  private static List<Row> rows(Plan.Between path, RunStore store) {
    try {
      Optional<PathResult> found = store.read(path);
      if (found.isEmpty()) {
        return List.of(new Row(path, State.INCOMPLETE, "not measured", null));
      }
      return found.get().points().stream()
          .map(point -> new Row(path, State.COMPLETE, null, point))
          .toList();
    } catch (DamagedException e) {
      return List.of(new Row(path, State.DAMAGED, e.getMessage(), null));
    }
  }

  private static <T> Value<Row, T> point(Value<LandscapePoint, T> value) {
    return row -> row.point == null ? null : value.of(row.point);
  }
}
