package dev.basin.lab.export;

import dev.basin.lab.store.EpochRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The table {@code epochs}. */
final class EpochTable {
  private EpochTable() {}

  private record Row(StoredRun run, EpochRecord epoch) {}

  static Table of(List<StoredRun> runs) {
    List<Row> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (StoredRun run : runs) {
      if (seen.add(run.key())) {
        run.epochs().forEach(epoch -> rows.add(new Row(run, epoch)));
      }
    }
    return new TableForm<Row>("epochs")
        .text("study", row -> row.run.study().name())
        .text("key", row -> row.run.key())
        .integer("epoch", row -> row.epoch.epoch())
        .real("train_loss_nats", row -> row.epoch.trainLoss())
        .real("train_accuracy_percent", row -> row.epoch.trainAccuracy())
        .real("test_loss_nats", row -> row.epoch.testLoss())
        .real("test_accuracy_percent", row -> row.epoch.testAccuracy())
        .fill(rows);
  }
}
