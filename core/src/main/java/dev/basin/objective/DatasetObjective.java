package dev.basin.objective;

import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The mean cross entropy of a network over a data set, as a function of the flat weight vector
 * alone: {@code f(x) = (1/M) Σ_c Σ_{i∈c} −log softmax(logits_c(x))_{y_i}} over the {@link Chunks} c
 * of the data in data-set order (Keskar et al. 2017, equation 1).
 *
 * <p>BatchNorm normalises with each chunk's own statistics, so the chunk size is part of f's
 * definition. Logits are float32 unless {@link #withPrecision} says otherwise; the softmax, the
 * loss and all sums are float64. Chunks are spread over {@link Workers} and combined in their
 * order, so the bits do not depend on the number of threads.
 */
public final class DatasetObjective implements TwiceDifferentiableFunction, EvaluatedFunction {

  /** Points a chunk, unless said otherwise. */
  public static final int DEFAULT_CHUNK_SIZE = 5_000;

  /** Bytes of activations that one chunk may keep, unless said otherwise. */
  public static final long DEFAULT_ACTIVATION_MEMORY = 4L << 30;

  private final Network network;
  private final Dataset data;
  private final Chunks chunks;
  private final Workers workers;
  private final Cancellation cancellation;
  private final EvaluationPrecision precision;
  private final long activationMemory;

  /**
   * Makes an objective.
   *
   * @param network the model
   * @param data what the mean is taken over; must outlive this
   * @param chunkSize the most points of a chunk, at least 1
   * @param workers who compute
   * @param cancellation checked before each chunk
   */
  public DatasetObjective(
      Network network, Dataset data, int chunkSize, Workers workers, Cancellation cancellation) {
    this(
        network,
        data,
        new Chunks(data.size(), chunkSize),
        workers,
        cancellation,
        EvaluationPrecision.FLOAT32,
        DEFAULT_ACTIVATION_MEMORY);
  }

  private DatasetObjective(
      Network network,
      Dataset data,
      Chunks chunks,
      Workers workers,
      Cancellation cancellation,
      EvaluationPrecision precision,
      long activationMemory) {
    this.network = network;
    this.data = data;
    this.chunks = chunks;
    this.workers = workers;
    this.cancellation = cancellation;
    this.precision = precision;
    this.activationMemory = activationMemory;
  }

  /** The same function in another arithmetic; shares the data and the workers. */
  public DatasetObjective withPrecision(EvaluationPrecision other) {
    return new DatasetObjective(
        network, data, chunks, workers, cancellation, other, activationMemory);
  }

  /**
   * The same function, whose gradients keep fewer activations and compute the rest again.
   *
   * @param bytes the most that one chunk may keep; each worker has a chunk
   */
  public DatasetObjective withActivationMemory(long bytes) {
    return new DatasetObjective(network, data, chunks, workers, cancellation, precision, bytes);
  }

  @Override
  public long dimension() {
    return network.layout().dimension();
  }

  /**
   * Loss and accuracy at x.
   *
   * @param x shape (n), float32 or float64; rounded to the precision
   */
  @Override
  public Evaluation evaluate(Tensor x) {
    double[] losses = new double[chunks.count()];
    long[] correct = new long[chunks.count()];
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard();
        ChunkWays ways =
            new ChunkWays(network, rounded(x), chunks.largest(), activationMemory, false)) {
      workers.forEach(
          chunks.count(),
          k -> {
            cancellation.check();
            try (PointerScope chunk = new PointerScope();
                NoGradGuard alsoHere = new NoGradGuard()) {
              Tensor logits = ways.logits(inputs(k));
              Tensor labels = labels(k);
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
    double[] losses = new double[chunks.count()];
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard();
        ChunkWays ways =
            new ChunkWays(network, rounded(x), chunks.largest(), activationMemory, true)) {
      sumOverChunks(
          gradient, (k, part) -> losses[k] = ways.valueAndGradient(inputs(k), labels(k), part));
    }
    return weightedMean(losses);
  }

  /**
   * {@inheritDoc} A product takes about three times as long as a gradient, and autograd's memory:
   * all activations of a chunk and their derivatives, for each worker.
   */
  @Override
  public void hessianVectorProduct(Tensor x, Tensor direction, Tensor product) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      HessianProduct ofChunk = new HessianProduct(network, rounded(x), rounded(direction));
      sumOverChunks(product, (k, part) -> ofChunk.of(inputs(k), labels(k), part));
    }
  }

  @Override
  public double productRounding() {
    return 16 * precision.unit();
  }

  /** What is computed of one chunk; receives zeros. */
  private interface ChunkVector {
    void compute(int k, Tensor part);
  }

  /** The mean over points of vectors that are means over chunks, added in order. */
  private void sumOverChunks(Tensor result, ChunkVector ofChunk) {
    try (OrderedSum sum = new OrderedSum(result)) {
      workers.forEach(
          chunks.count(),
          k -> {
            cancellation.check();
            Tensor part = zeros();
            try (PointerScope chunk = new PointerScope();
                NoGradGuard alsoHere = new NoGradGuard()) {
              ofChunk.compute(k, part);
            } catch (RuntimeException | Error e) {
              part.close();
              throw e;
            }
            sum.add(k, part, (double) chunks.size(k) / chunks.points());
          });
      sum.finish();
    }
  }

  private double weightedMean(double[] chunkMeans) {
    double sum = 0;
    for (int k = 0; k < chunkMeans.length; k++) {
      sum += chunkMeans[k] * chunks.size(k);
    }
    return sum / chunks.points();
  }

  private Tensor rounded(Tensor x) {
    return x.to(precision.type());
  }

  private Tensor zeros() {
    return torch.zeros(new long[] {dimension()}, new TensorOptions(precision.type()));
  }

  private Tensor inputs(int k) {
    return data.inputs(chunks.from(k), chunks.size(k)).to(precision.type());
  }

  private Tensor labels(int k) {
    return data.labels(chunks.from(k), chunks.size(k));
  }
}
