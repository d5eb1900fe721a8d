package dev.basin.cli;

import dev.basin.data.TrainTestData;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import picocli.CommandLine.Mixin;

/** What every command that measures weights is told: network, data, function and threads. */
final class MeasurementOptions {
  @Mixin private NetworkOption network = new NetworkOption();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ObjectiveOptions objective = new ObjectiveOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();

  /** The network, once no value is out of range. */
  Network network() {
    Network chosen = network.network();
    data.check(chosen);
    objective.check();
    return chosen;
  }

  /** Threads that compute at once. */
  int parallelism() {
    return compute.parallelism();
  }

  /**
   * Finds, fetches if need be, and opens the data; the measurement can be stopped from here on.
   *
   * @param network what {@link #network} returned
   * @param advice what to do once it was stopped
   */
  MeasuredProblem open(Network network, String advice) {
    TrainTestData loaded = data.load(network);
    try {
      objective.checkTraining(network, loaded.train());
      Workers workers = compute.workers();
      return new MeasuredProblem(network, objective, loaded, workers, new Interrupt(advice));
    } catch (RuntimeException | Error e) {
      loaded.close();
      throw e;
    }
  }
}
