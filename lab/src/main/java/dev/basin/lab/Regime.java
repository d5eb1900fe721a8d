package dev.basin.lab;

import dev.basin.train.StoppingRule;
import java.nio.file.Path;
import java.util.Locale;

/** The two ways to train that are compared. */
enum Regime {
  SMALL,
  LARGE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  int batchSize(ComparisonConfig config) {
    return this == SMALL ? config.smallBatch() : config.largeBatch();
  }

  StoppingRule stoppingRule(ComparisonConfig config) {
    return this == SMALL ? config.smallStopping() : config.largeStopping();
  }

  /** Where a trial's solution is kept. */
  Path solution(RunFolder folder, int trial) {
    return folder.file("trial-" + trial, label(), "solution.safetensors");
  }

  /** Where what was measured at a trial's solution is kept. */
  Path result(RunFolder folder, int trial) {
    return folder.file("trial-" + trial, label(), "run.json");
  }

  /** Where the state of a trial's training is kept while it is not finished. */
  Path checkpoint(RunFolder folder, int trial) {
    return folder.file("trial-" + trial, label(), "checkpoint.safetensors");
  }
}
