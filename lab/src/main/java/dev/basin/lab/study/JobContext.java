package dev.basin.lab.study;

import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.lab.Environment;
import dev.basin.lab.Progress;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What every job of a run of studies uses.
 *
 * @param store where everything is kept
 * @param data the data sets
 * @param workers who compute
 * @param activationMemory bytes of activations that one chunk may keep
 * @param checkpointInterval how often the state of training is saved
 * @param environment what the results are made with
 * @param progress hears of work in floating-point operations
 * @param cancellation stops everything at the next safe point
 * @param notes hears what a person should know: what was damaged and is redone, who is waited for
 */
record JobContext(
    RunStore store,
    DataPool data,
    Workers workers,
    long activationMemory,
    Duration checkpointInterval,
    Environment environment,
    Progress progress,
    Cancellation cancellation,
    Consumer<String> notes) {

  String owner() {
    return "process " + ProcessHandle.current().pid() + " on " + hostName();
  }

  private static String hostName() {
    String name = System.getenv("HOSTNAME");
    return name == null || name.isBlank() ? System.getProperty("os.name") : name;
  }

  /** The mean loss over training or test points. */
  DatasetObjective objective(
      Network network, TrialConfig config, TrainTestData points, boolean train) {
    return new DatasetObjective(
            network,
            train ? points.train() : points.test(),
            config.chunkSize(),
            workers,
            cancellation)
        .withActivationMemory(activationMemory);
  }
}
