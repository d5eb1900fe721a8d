package dev.basin.cli;

import dev.basin.data.EpochBatches;
import dev.basin.network.Network;
import dev.basin.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;

/** How the points of each epoch of a run were cut into batches, for its result. */
final class BatchesByEpoch {
  private final List<Change> changes = new ArrayList<>();

  /**
   * From an epoch on, until the next change.
   *
   * @param epoch 1 for the first
   * @param batch points of a whole batch
   * @param steps batches of an epoch
   * @param lastBatch points of the last
   * @param leftOut points that each epoch leaves out
   */
  record Change(int epoch, int batch, int steps, int lastBatch, int leftOut) {}

  /**
   * Those of a run.
   *
   * @param epochs how many were trained
   * @param points of an epoch
   */
  static BatchesByEpoch of(TrainingConfig config, Network network, int epochs, int points) {
    BatchesByEpoch all = new BatchesByEpoch();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      all.begins(epoch, config.batches(network, points, config.batch().size(epoch)));
    }
    return all;
  }

  private void begins(int epoch, EpochBatches batches) {
    Change now =
        new Change(epoch, batches.size(), batches.count(), batches.lastSize(), batches.leftOut());
    if (changes.isEmpty() || changes.get(changes.size() - 1).batch() != now.batch()) {
      changes.add(now);
    }
  }

  /** Whether an epoch's points were not a multiple of its batch. */
  boolean areUneven() {
    return changes.stream()
        .anyMatch(change -> change.lastBatch() != change.batch() || change.leftOut() > 0);
  }

  List<Change> changes() {
    return List.copyOf(changes);
  }
}
