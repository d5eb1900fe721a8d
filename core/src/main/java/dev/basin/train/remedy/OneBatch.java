package dev.basin.train.remedy;

import dev.basin.train.TrainingConfig;

/** The batch size of a run that a remedy starts from. */
final class OneBatch {
  private OneBatch() {}

  /**
   * Points a step.
   *
   * @throws IllegalArgumentException if it grows by a schedule already
   */
  static int of(TrainingConfig config, String remedy) {
    if (config.batch().factor() > 1) {
      throw new IllegalArgumentException(
          "remedy "
              + remedy
              + " has to start from one batch size; found the schedule "
              + config.batch().toText());
    }
    return config.batch().start();
  }
}
