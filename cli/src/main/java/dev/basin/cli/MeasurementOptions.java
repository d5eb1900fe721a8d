package dev.basin.cli;

import dev.basin.data.TrainTestData;
import dev.basin.engine.Workers;
import dev.basin.lab.run.MeasuredTrials;
import dev.basin.lab.study.TrialConfig;
import dev.basin.network.Network;
import java.util.function.Predicate;
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

  /**
   * Refuses options that contradict the trials that are measured.
   *
   * @param given whether an option was given
   */
  void requireAsTrained(MeasuredTrials trials, Predicate<String> given) {
    TrialConfig config = trials.config();
    ObjectiveOptions.Contradiction contradicts =
        (option, value, trained) ->
            new IllegalArgumentException(
                "%s is %s, and trial %s is measured with %s; leave the option out, or measure the"
                        .formatted(option, value, config.key(), trained)
                    + " trial's file with --weights "
                    + trials.all().get(0).solution());
    if (given.test("--network") && !network.network().name().equals(config.network())) {
      throw contradicts.of("--network", network.network().name(), "its own, " + config.network());
    }
    if (given.test("--variant") && !given.test("--network")) {
      throw contradicts.of("--variant", "given", "its own network, " + config.network());
    }
    objective.requireAsTrained(config.chunkSize(), given, contradicts);
  }

  /** Of the points with which trials were trained, the first so many; 0 for all. */
  int limit(MeasuredTrials trials) {
    return data.limitOf(trials.trainPoints());
  }

  /** Finds the data of trials. */
  StudyData catalogue(MeasuredTrials trials) {
    return data.catalogue(trials.config().data());
  }

  /** Makes the threads that compute. */
  Workers workers() {
    return compute.workers();
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
