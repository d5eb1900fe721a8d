package dev.basin.objective;

import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The mean cross entropy of a network over a data set, as a function of the flat weight vector
 * alone: {@code f(x) = (1/M) Σ_c Σ_{i∈c} −log softmax(logits_c(x))_{y_i}} over chunks c of the data
 * in data-set order (Keskar et al. 2017, equation 1).
 *
 * <p>BatchNorm normalises with each chunk's own statistics, so the chunk size is part of f's
 * definition. Logits are float32; the softmax, the loss and all sums are float64. Chunks are spread
 * over {@link Workers} and combined in their order, so the bits do not depend on the number of
 * threads.
 */
public final class DatasetObjective implements DifferentiableFunction {

  /** Points a chunk, unless said otherwise. */
  public static final int DEFAULT_CHUNK_SIZE = 5_000;

  private final Network network;
  private final Dataset data;
  private final int chunkSize;
  private final Workers workers;
  private final Cancellation cancellation;

  /**
   * Makes an objective.
   *
   * @param network the model
   * @param data what the mean is taken over; must outlive this
   * @param chunkSize points a chunk, at least 1; the last chunk may be smaller
   * @param workers who compute
   * @param cancellation checked before each chunk
   */
  public DatasetObjective(
      Network network, Dataset data, int chunkSize, Workers workers, Cancellation cancellation) {
    if (chunkSize < 1) {
      throw new IllegalArgumentException("chunkSize is " + chunkSize + "; expected at least 1");
    }
    this.network = network;
    this.data = data;
    this.chunkSize = chunkSize;
    this.workers = workers;
    this.cancellation = cancellation;
  }

  @Override
  public long dimension() {
    return network.layout().dimension();
  }

  /**
   * Loss and accuracy at x.
   *
   * @param x shape (n), float32 or float64; evaluated as float32
   */
  public Evaluation evaluate(Tensor x) {
    double[] losses = new double[chunks()];
    long[] correct = new long[chunks()];
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard();
        ChunkWays ways = new ChunkWays(network, asFloat32(x), largestChunk(), false)) {
      workers.forEach(
          chunks(),
          k -> {
            cancellation.check();
            try (PointerScope chunk = new PointerScope();
                NoGradGuard alsoHere = new NoGradGuard()) {
              Tensor logits = ways.logits(data.inputs(from(k), count(k)));
              Tensor labels = data.labels(from(k), count(k));
              losses[k] = CrossEntropy.mean(logits, labels).item_double();
              correct[k] = CrossEntropy.correct(logits, labels).item_long();
            }
          });
    }
    long sumCorrect = 0;
    for (long c : correct) {
      sumCorrect += c;
    }
    return new Evaluation(weightedMean(losses), 100.0 * sumCorrect / data.size(), data.size());
  }

  @Override
  public double valueAndGradient(Tensor x, Tensor gradient) {
    double[] losses = new double[chunks()];
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard();
        OrderedSum sum = new OrderedSum(dimension());
        ChunkWays ways = new ChunkWays(network, asFloat32(x), largestChunk(), true)) {
      workers.forEach(
          chunks(),
          k -> {
            cancellation.check();
            Tensor chunkGradient = torch.zeros(dimension());
            try {
              losses[k] =
                  ways.valueAndGradient(
                      data.inputs(from(k), count(k)),
                      data.labels(from(k), count(k)),
                      chunkGradient);
            } catch (RuntimeException | Error e) {
              chunkGradient.close();
              throw e;
            }
            sum.add(k, chunkGradient, (double) count(k) / data.size());
          });
      gradient.copy_(sum.total());
    }
    return weightedMean(losses);
  }

  private double weightedMean(double[] chunkMeans) {
    double sum = 0;
    for (int k = 0; k < chunkMeans.length; k++) {
      sum += chunkMeans[k] * count(k);
    }
    return sum / data.size();
  }

  private static Tensor asFloat32(Tensor x) {
    return x.to(torch.ScalarType.Float);
  }

  private int chunks() {
    return (data.size() + chunkSize - 1) / chunkSize;
  }

  private int largestChunk() {
    return Math.min(chunkSize, data.size());
  }

  private long from(int k) {
    return (long) k * chunkSize;
  }

  private long count(int k) {
    return Math.min(chunkSize, data.size() - from(k));
  }
}
