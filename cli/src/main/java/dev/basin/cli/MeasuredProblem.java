package dev.basin.cli;

import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import dev.basin.lab.instrument.PointLogs;
import dev.basin.lab.instrument.Problem;
import dev.basin.lab.instrument.Sizes;
import dev.basin.network.Network;
import dev.basin.objective.Chunks;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.Evaluation;
import dev.basin.objective.FiniteLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A network and open data, which a command asks as {@link ObjectiveOptions} say. */
final class MeasuredProblem implements AutoCloseable {
  private final Network network;
  private final ObjectiveOptions options;
  private final TrainTestData data;
  private final Workers workers;
  private final Interrupt interrupt;

  MeasuredProblem(
      Network network,
      ObjectiveOptions options,
      TrainTestData data,
      Workers workers,
      Interrupt interrupt) {
    this.network = network;
    this.options = options;
    this.data = data;
    this.workers = workers;
    this.interrupt = interrupt;
  }

  /**
   * The loss as a function of the weights.
   *
   * @param train over the training points
   * @param test over the test points
   * @param centre what {@code train} is at the weights that are measured, finite
   */
  record Functions(DatasetObjective train, DatasetObjective test, Evaluation centre) {}

  /**
   * The loss, with the running statistics of BatchNorm at x where they are wanted. Every command
   * gets it here, so that none measures weights without a finite loss.
   *
   * @param weights the file of x
   * @param x the weights that are measured
   * @throws dev.basin.objective.NonFiniteLossException if the loss at x is not finite
   */
  Functions at(MeasuredWeights weights, Tensor x) {
    Network inForce = options.inForce(network, x, data.train(), workers, interrupt);
    DatasetObjective train = options.over(inForce, data.train(), workers, interrupt);
    return new Functions(
        train, options.over(inForce, data.test(), workers, interrupt), weights.evaluate(train, x));
  }

  /**
   * The problem of an instrument; the caller closes it.
   *
   * @param files where its weights come from, in their order
   * @param progress hears of work in gradients of a point, of which an evaluation is a third
   * @param logs keeps points
   * @throws dev.basin.objective.NonFiniteLossException if a loss is not finite
   */
  Problem problem(
      List<MeasuredWeights> files, Problem.Subject subject, ProgressLine progress, PointLogs logs) {
    Problem problem =
        new Problem(
            network,
            subject,
            data,
            options.config(),
            new Problem.Means(
                workers,
                interrupt.cancellation(),
                NativeRuntime.processorModel(),
                new GradientMeter(progress),
                logs));
    for (int k = 0; k < files.size(); k++) {
      FiniteLoss.require(problem.centre(k).loss(), " at " + files.get(k).file());
    }
    return problem;
  }

  /**
   * Where numbers that were measured here come from.
   *
   * @param command as it was typed
   * @param files of the weights, in their order
   * @param seed of the measurement's random streams, or null if it has none
   */
  ResultOrigin origin(CommandSpec command, List<MeasuredWeights> files, @Nullable Long seed) {
    return ResultOrigin.ofFiles(command, record(), data, files, seed);
  }

  /** What the price of a measurement depends on. */
  Sizes sizes(int batch) {
    return options.sizes(network, data, batch, workers.parallelism());
  }

  Workers workers() {
    return workers;
  }

  /** Refuses chunks whose products with the Hessian would not fit the free memory. */
  void checkHessianMemory() {
    options.checkHessianMemory(network, data.train().size(), workers);
  }

  /** What has to be known of a number that was measured here. */
  Map<String, Object> record() {
    return options.record(network, data.train());
  }

  /**
   * What the points of a landscape depend on, as it stands in the file that keeps them.
   *
   * @param withTest whether the test points matter
   */
  Map<String, String> settings(boolean withTest) {
    Map<String, String> settings = new LinkedHashMap<>();
    record().forEach((name, value) -> settings.put(name, value.toString()));
    putUneven(settings, "chunks", data.train());
    settings.put("dataSha256", data.train().digest());
    if (withTest) {
      settings.put("testPoints", Integer.toString(data.test().size()));
      putUneven(settings, "testChunks", data.test());
      settings.put("testSha256", data.test().digest());
    }
    return settings;
  }

  /**
   * Says what the chunks are where their size does not: so that points which were measured when the
   * last chunk was what was left over are not mixed with others.
   */
  private void putUneven(Map<String, String> settings, String name, Dataset points) {
    settings.remove(name);
    Chunks chunks = options.chunks(points.size());
    if (chunks.count() > 1 && points.size() % chunks.most() != 0) {
      settings.put(name, chunks.describe());
    }
  }

  @Override
  public void close() {
    interrupt.close();
    workers.close();
    data.close();
  }
}
