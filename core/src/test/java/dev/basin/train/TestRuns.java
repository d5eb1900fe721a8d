package dev.basin.train;

import dev.basin.data.Dataset;
import dev.basin.engine.Team;
import dev.basin.network.Network;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Runs that are about to begin, with what a test needs to look into them. */
public final class TestRuns {
  private TestRuns() {}

  /** A run whose hooks are not installed yet; its parts belong to the open {@code PointerScope}. */
  public static TrainingRun of(
      Network network, Dataset data, TrainingConfig config, Tensor x, Team team) {
    Tensor g = torch.zeros_like(x);
    BatchGradient gradient = BatchGradient.of(network, x, g, data.size(), config.steps(), team);
    return new TrainingRun(network, data, config, x, g, gradient, w -> 0, team);
  }

  /** Does with a batch what the run does. */
  public static Tensor step(TrainingRun run, Tensor inputs, Tensor labels) {
    return run.update().step(inputs, labels, 1);
  }

  /** Begins an epoch. */
  public static void beginEpoch(TrainingRun run, int epoch) {
    run.beginEpoch(epoch);
  }

  /** Ends an epoch. */
  public static void endEpoch(TrainingRun run, int epoch) {
    run.endEpoch(epoch);
  }

  /** Ends training. */
  public static void end(TrainingRun run) {
    run.end();
  }

  /** Points a step in an epoch. */
  public static int batchSize(TrainingRun run, int epoch) {
    return run.batchSize(epoch);
  }

  /** Changes a batch's inputs as the run does. */
  public static void transform(TrainingRun run, Tensor inputs, long[] points, int epoch) {
    run.transform(inputs, points, epoch);
  }
}
