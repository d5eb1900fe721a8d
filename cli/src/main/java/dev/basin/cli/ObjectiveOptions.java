package dev.basin.cli;

import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Range;
import dev.basin.engine.Workers;
import dev.basin.lab.instrument.ObjectiveConfig;
import dev.basin.lab.instrument.Sizes;
import dev.basin.network.Network;
import dev.basin.objective.Chunks;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.EvaluationPrecision;
import dev.basin.objective.RunningStatistics;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which function of the weights a command that measures asks, and in which arithmetic. */
final class ObjectiveOptions {
  /** Whose statistics BatchNorm divides by. */
  enum BatchNormMode {
    /** The chunk's own. */
    BATCH,
    /** Those of the training data at the weights, as constants. */
    RUNNING
  }

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "float32",
      description = "Arithmetic of the network: float32 or float64 (default ${DEFAULT-VALUE}).")
  private EvaluationPrecision precision = EvaluationPrecision.FLOAT32;

  @Option(
      names = "--chunk-size",
      paramLabel = "N",
      defaultValue = "5000",
      description =
          "The most points evaluated together (default ${DEFAULT-VALUE}); all points are cut into"
              + " as few chunks as that allows, of nearly equal sizes. With --batch-norm batch the"
              + " chunks are part of what is measured.")
  @OptionRange(least = 1, most = Range.MOST_POINTS)
  private int chunkSize;

  @Option(
      names = "--batch-norm",
      paramLabel = "MODE",
      defaultValue = "batch",
      description =
          "Statistics of BatchNorm: batch, each chunk's own as in the paper; or running, constants"
              + " taken from the training data at the weights (default ${DEFAULT-VALUE}).")
  private BatchNormMode batchNorm = BatchNormMode.BATCH;

  @Mixin private ActivationMemoryOption activationMemory = new ActivationMemoryOption();

  /**
   * Refuses what is not asked of trials, whose numbers are found again.
   *
   * @param chunkSize the trials'
   * @param given whether an option was given
   * @param contradicts makes the error, of an option, its value and what the trials have
   */
  void requireAsTrained(int chunkSize, Predicate<String> given, Contradiction contradicts) {
    if (given.test("--chunk-size") && this.chunkSize != chunkSize) {
      throw contradicts.of("--chunk-size", this.chunkSize, "chunks of at most " + chunkSize);
    }
    if (batchNorm != BatchNormMode.BATCH) {
      throw contradicts.of("--batch-norm", "running", "the statistics of each chunk");
    }
    if (precision != EvaluationPrecision.FLOAT32) {
      throw contradicts.of("--precision", precision.label(), "float32");
    }
    if (given.test("--activation-memory")) {
      throw contradicts.of("--activation-memory", activationMemory.bytes() >> 20, "its own");
    }
  }

  /** Makes the error of an option that contradicts what trials are measured with. */
  @FunctionalInterface
  interface Contradiction {

    /**
     * The error.
     *
     * @param option which one
     * @param value what it says
     * @param trained what the trials have
     */
    IllegalArgumentException of(String option, Object value, String trained);
  }

  /** Refuses values out of range. */
  void check() {
    if (batchNorm == BatchNormMode.RUNNING && chunkSize < 2) {
      throw new IllegalArgumentException(
          "--chunk-size is " + chunkSize + "; expected at least 2 with --batch-norm running");
    }
  }

  /** Refuses training points of which BatchNorm cannot take the statistics that are wanted. */
  void checkTraining(Network network, Dataset points) {
    boolean eachChunk = batchNorm == BatchNormMode.BATCH;
    new Chunks(points.size(), eachChunk ? chunkSize : points.size())
        .requireStatistics(network, "training");
  }

  /** The network as it is asked: with running statistics in force if they are wanted. */
  Network inForce(Network network, Tensor x, Dataset train, Workers workers, Interrupt interrupt) {
    return batchNorm == BatchNormMode.BATCH
        ? network
        : RunningStatistics.inForce(
            network, x, train, chunkSize, workers, interrupt.cancellation());
  }

  /** The objective of that network over points. */
  DatasetObjective over(Network inForce, Dataset points, Workers workers, Interrupt interrupt) {
    return new DatasetObjective(inForce, points, chunkSize, workers, interrupt.cancellation())
        .withPrecision(precision)
        .withActivationMemory(activationMemory.bytes());
  }

  /** The same as one object. */
  ObjectiveConfig config() {
    return new ObjectiveConfig(
        chunkSize,
        batchNorm == BatchNormMode.BATCH
            ? ObjectiveConfig.BatchNormStatistics.BATCH
            : ObjectiveConfig.BatchNormStatistics.RUNNING,
        precision,
        activationMemory.bytes());
  }

  /** What the price of a measurement depends on. */
  Sizes sizes(Network network, TrainTestData data, int batch, int parallelism) {
    return new Sizes(
        network,
        data.train().size(),
        data.test().size(),
        batch,
        chunkSize,
        activationMemory.bytes(),
        parallelism);
  }

  /** What has to be known of a number that was measured with these options. */
  Map<String, Object> record(Network network, Dataset points) {
    return config().record(network.name(), points.name(), points.size());
  }

  /** How so many points are cut. */
  Chunks chunks(int points) {
    return new Chunks(points, chunkSize);
  }

  /** Refuses chunks whose products with the Hessian would not fit the free memory. */
  void checkHessianMemory(Network network, int points, Workers workers) {
    long chunk = chunks(points).largest();
    int width = precision == EvaluationPrecision.FLOAT64 ? 2 : 1;
    int atOnce = Math.min(workers.parallelism(), chunks(points).count());
    double vectors = 2.0 * (atOnce + 1) * Double.BYTES * network.layout().dimension();
    double bytes = (double) width * chunk * network.hessianBytes() * atOnce + vectors;
    Machine.requireMemory(
        bytes,
        "products with the Hessian of %s in chunks of %d".formatted(network.name(), chunk),
        "choose a smaller --chunk-size (with batch statistics that is another function: say so), or"
            + " --parallel 1");
  }
}
