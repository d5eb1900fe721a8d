package dev.basin.cli;

import dev.basin.data.Dataset;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.objective.Chunks;
import dev.basin.objective.DatasetObjective;

/** The objective that the stand-alone commands ask: chunks of the usual size, stopped by Ctrl-C. */
final class Objectives {
  private Objectives() {}

  static DatasetObjective of(
      Network network, Dataset points, Workers workers, Interrupt interrupt) {
    new Chunks(points.size(), DatasetObjective.DEFAULT_CHUNK_SIZE)
        .requireStatistics(network, points.name());
    return new DatasetObjective(
        network, points, DatasetObjective.DEFAULT_CHUNK_SIZE, workers, interrupt.cancellation());
  }
}
