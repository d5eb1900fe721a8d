package dev.basin.cli;

import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.lab.Progress;
import dev.basin.lab.run.MeasuredTrials;
import dev.basin.lab.run.StudyRunner;
import dev.basin.lab.store.MeasurementFile;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.DataCatalogue;
import dev.basin.lab.study.Plan;
import dev.basin.machine.MachineMemory;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs studies into a store with progress and notes on standard error.
 *
 * @param store where everything is kept
 * @param catalogue finds the data
 * @param workers who compute
 * @param cancellation stops it at the next safe point
 * @param checkpointInterval how often the state of training is saved
 */
record StudyRuns(
    RunStore store,
    DataCatalogue catalogue,
    Workers workers,
    Cancellation cancellation,
    Duration checkpointInterval) {
  private static final double SHARE_OF_MEMORY = 0.8;

  /** Weights and two moments. */
  private static final int STATE_VECTORS = 3;

  /** What is kept of one run: start, solution, and a state of training with two moments. */
  static long bytes(Network network) {
    return (2 + STATE_VECTORS) * Weights.fileBytes(network);
  }

  /**
   * Runs plans.
   *
   * @param networks only of these networks; empty for all
   * @param memory bytes that jobs may take together, or null for most of what is free
   */
  void run(List<Plan> plans, Set<String> networks, @Nullable Double memory) {
    shown(memory, (runner, progress) -> runner.run(plans, networks, progress));
  }

  /** Measures finished trials. */
  void measure(MeasuredTrials trials, MeasurementFile file) {
    shown(null, (runner, progress) -> runner.measure(trials, file, progress));
  }

  private void shown(
      @Nullable Double memory, BiConsumer<StudyRunner, DoubleFunction<Progress>> work) {
    StudyRunner runner =
        new StudyRunner(
            store,
            catalogue,
            workers,
            memory == null
                ? SHARE_OF_MEMORY * MachineMemory.ofThisMachine().available().orElse(0)
                : memory,
            checkpointInterval,
            Machine.environment(),
            cancellation,
            note -> System.err.println("basin: " + note));
    List<ProgressLine> lines = new ArrayList<>();
    try {
      work.accept(
          runner,
          flops -> {
            ProgressLine line = new ProgressLine(flops);
            lines.add(line);
            return line;
          });
    } finally {
      lines.forEach(ProgressLine::close);
    }
  }
}
