package dev.basin.lab.instrument;

import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.objective.Chunks;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.EvaluationPrecision;
import dev.basin.objective.RunningStatistics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Which function of the weights is asked, beside network and data.
 *
 * @param chunkSize the most points a chunk; part of f's definition where BatchNorm takes the
 *     chunk's statistics
 * @param batchNorm whose statistics BatchNorm divides by
 * @param precision arithmetic of the network
 * @param activationMemory bytes of activations that one chunk may keep; changes no number
 */
public record ObjectiveConfig(
    int chunkSize,
    BatchNormStatistics batchNorm,
    EvaluationPrecision precision,
    long activationMemory) {

  /** Whose statistics BatchNorm divides by. */
  public enum BatchNormStatistics {
    /** The chunk's own, as the paper's. */
    BATCH,
    /** Those of the training data at the weights, as constants. */
    RUNNING
  }

  /** As studies ask. */
  public static ObjectiveConfig usual(int chunkSize) {
    return new ObjectiveConfig(
        chunkSize,
        BatchNormStatistics.BATCH,
        EvaluationPrecision.FLOAT32,
        DatasetObjective.DEFAULT_ACTIVATION_MEMORY);
  }

  /**
   * What has to be known of a number that was measured so.
   *
   * @param network the network's name
   * @param data the data set's name
   * @param points training points that are looked at
   */
  public Map<String, Object> record(String network, String data, int points) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("network", network);
    record.put("data", data);
    record.put("points", points);
    record.put("chunkSize", chunkSize);
    record.put("chunks", new Chunks(points, chunkSize).sizes());
    record.put("batchNorm", batchNorm.name().toLowerCase(Locale.ROOT));
    record.put("precision", precision.label());
    return record;
  }

  /**
   * Refuses points of which BatchNorm cannot take the statistics of each chunk.
   *
   * @param what they are, such as {@code test}
   * @throws IllegalArgumentException if it normalises by them and a chunk has too few
   */
  public void requireStatistics(Network network, int points, String what) {
    if (batchNorm == BatchNormStatistics.BATCH) {
      new Chunks(points, chunkSize).requireStatistics(network, what);
    }
  }

  /** The network as it is asked at x: with running statistics in force if they are wanted. */
  public Network inForce(
      Network network, Tensor x, Dataset train, Workers workers, Cancellation cancellation) {
    return batchNorm == BatchNormStatistics.BATCH
        ? network
        : RunningStatistics.inForce(network, x, train, chunkSize, workers, cancellation);
  }

  /** The mean loss over points of a network that is {@link #inForce}. */
  public DatasetObjective over(
      Network inForce, Dataset points, Workers workers, Cancellation cancellation) {
    return new DatasetObjective(inForce, points, chunkSize, workers, cancellation)
        .withPrecision(precision)
        .withActivationMemory(activationMemory);
  }
}
