package dev.basin.train;

import dev.basin.data.BatchSampler;
import dev.basin.data.Dataset;
import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;
import dev.basin.network.Network;
import dev.basin.network.Parameters;
import dev.basin.objective.CrossEntropy;
import dev.basin.optim.MonitorFunction;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The mean cross entropy of a network, as it is evaluated, on one fixed batch: the first 256 points
 * (or all, if there are fewer) of a permutation with a seed of its own. The points are drawn when
 * the loss is first asked for.
 */
final class MonitorLoss implements MonitorFunction {
  /** Points of the batch. */
  static final int POINTS = 256;

  private final Network network;
  private final Dataset data;
  private final long seed;
  private long @Nullable [] points;

  /**
   * Prepares.
   *
   * @param network the model
   * @param data where the points come from
   * @param shuffleSeed from which the permutation's own seed is derived
   */
  MonitorLoss(Network network, Dataset data, long shuffleSeed) {
    this.network = network;
    this.data = data;
    this.seed = Seeds.derive(shuffleSeed, "monitor");
  }

  /** The points of the batch. */
  long[] points() {
    long[] drawn = points;
    if (drawn == null) {
      int count = Math.min(POINTS, data.size());
      drawn = new BatchSampler(data.size(), count, new RandomStream(seed)).nextEpoch().batch(0);
      points = drawn;
    }
    return drawn;
  }

  @Override
  public double loss(Tensor w) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor indices =
          torch.from_blob(
              new LongPointer(points()),
              new long[] {points().length},
              new TensorOptions(torch.ScalarType.Long));
      Tensor logits = network.logits(Parameters.of(network.layout(), w), data.inputs(indices));
      return CrossEntropy.mean(logits, data.labels(indices)).item_double();
    }
  }
}
