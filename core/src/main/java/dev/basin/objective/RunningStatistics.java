package dev.basin.objective;

import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.NormStatistics;
import dev.basin.network.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The running statistics of BatchNorm at given weights, for files of weights that hold none: the
 * mean over {@link Chunks} of what each chunk's own statistics are, weighted by their points,
 * {@code mean = (1/M) Σ_c |c| mean_c} and {@code var = (1/M) Σ_c |c| var_c} with unbiased {@code
 * var_c}, over the M points of chunks that have a variance, which one point has not. That is what a
 * pass over the data in training mode leaves with PyTorch's cumulative average ({@code
 * momentum=None}) when all chunks are alike (Ioffe and Szegedy 2015, algorithm 2).
 */
public final class RunningStatistics {
  private RunningStatistics() {}

  /**
   * The network with the statistics of the data at x in force. They are constants of the function
   * that results, wherever it is evaluated.
   *
   * @param network with BatchNorm, or without, and then it is returned as it is
   * @param x the weights, shape (n)
   * @param data whose statistics are taken, at least 2 points
   * @param chunkSize the most points of a chunk, at least 2; a chunk of one point, as 2 leaves of
   *     an odd number of points, is left out
   * @param workers who compute
   * @param cancellation checked before each chunk
   * @throws IllegalArgumentException if there are too few points
   */
  public static Network inForce(
      Network network,
      Tensor x,
      Dataset data,
      int chunkSize,
      Workers workers,
      Cancellation cancellation) {
    if (chunkSize < 2) {
      throw new IllegalArgumentException("chunkSize is " + chunkSize + "; expected at least 2");
    }
    if (!network.hasBatchNorm()) {
      return network;
    }
    int fewest = network.fewestPoints();
    if (data.size() < fewest) {
      throw new IllegalArgumentException(
          "running statistics of BatchNorm need at least "
              + fewest
              + " points; found "
              + data.size()
              + " in "
              + data.name());
    }
    Chunks chunks = new Chunks(data.size(), chunkSize);
    int used = chunks.smallest() < fewest ? chunks.count() - 1 : chunks.count();
    List<List<NormStatistics>> found = new ArrayList<>(Collections.nCopies(used, List.of()));
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor weights = x.to(torch.ScalarType.Float);
      workers.forEach(
          used,
          k -> {
            cancellation.check();
            try (PointerScope chunk = new PointerScope();
                NoGradGuard alsoHere = new NoGradGuard()) {
              Tensor inputs = data.inputs(chunks.from(k), chunks.size(k));
              List<NormStatistics> ofChunk =
                  network.batchStatistics(Parameters.of(network.layout(), weights), inputs);
              synchronized (found) {
                found.set(k, ofChunk);
              }
            }
          });
    }
    List<NormStatistics> means = new ArrayList<>();
    for (int layer = 0; layer < found.get(0).size(); layer++) {
      means.add(mean(found, layer, chunks));
    }
    return network.normalisedBy(means);
  }

  private static NormStatistics mean(List<List<NormStatistics>> found, int layer, Chunks chunks) {
    int features = found.get(0).get(layer).mean().size();
    double[] mean = new double[features];
    double[] variance = new double[features];
    int points = IntStream.range(0, found.size()).map(chunks::size).sum();
    for (int k = 0; k < found.size(); k++) {
      NormStatistics part = found.get(k).get(layer);
      double weight = (double) chunks.size(k) / points;
      for (int i = 0; i < features; i++) {
        mean[i] += weight * part.mean().get(i);
        variance[i] += weight * part.variance().get(i);
      }
    }
    return new NormStatistics(
        DoubleStream.of(mean).boxed().toList(), DoubleStream.of(variance).boxed().toList());
  }
}
