package dev.basin.train;

import dev.basin.data.BatchSampler;
import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;
import dev.basin.engine.Setting;
import dev.basin.engine.Team;
import dev.basin.network.Network;
import dev.basin.objective.NonFiniteLossException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Measures the {@link NoiseScale} of a network's training loss. */
public final class GradientNoise {
  private static final int LEAST_BATCH = 2 * NoiseProbe.PARTS;

  /** The numbers of the points of all batches are drawn beforehand. */
  private static final int MOST_NUMBERS = 50_000_000;

  private GradientNoise() {}

  /**
   * During training: of each epoch's steps, at the weights as they move. The steps are what they
   * would be without; each takes twice as long. In a network with BatchNorm it is the noise scale
   * of the loss that parts of the batch have, see {@link NoiseProbe}.
   *
   * @param listener receives the epoch, 1 for the first, and its noise scale
   */
  public static TrainingHook during(BiConsumer<Integer, NoiseScale> listener) {
    return run -> {
      NoiseScale[] epoch = {new NoiseScale()};
      run.wrapGradient(
          inner ->
              NoiseProbe.around(
                  inner,
                  run.g(),
                  run::wholeBatch,
                  (part, batch, ofPart, ofBatch) -> epoch[0].add(part, batch, ofPart, ofBatch)));
      run.afterEpoch(
          number -> {
            listener.accept(number, epoch[0]);
            epoch[0] = new NoiseScale();
          });
    };
  }

  /**
   * At fixed weights, as training would see it there, with dropout: over batches drawn without
   * replacement from permutations of the data, each in eight parts, see {@link NoiseProbe}.
   *
   * @param network the model
   * @param data the training points
   * @param x the weights, shape (n), float32; not changed
   * @param batch points of a batch, from 16 to the number of points
   * @param steps how many batches, at least 2, of 50,000,000 points together at most
   * @param seed of the permutations and of dropout
   * @param team who computes; the bits do not depend on its size
   * @param cancellation checked before each batch
   * @throws NonFiniteLossException if a gradient is not finite
   */
  public static NoiseScale at(
      Network network,
      Dataset data,
      Tensor x,
      int batch,
      int steps,
      long seed,
      Team team,
      Cancellation cancellation) {
    if (batch < LEAST_BATCH || batch > data.size() || steps < 2) {
      throw new IllegalArgumentException(
          "batch is %d and steps %d; expected %d to %d points and at least 2 steps"
              .formatted(batch, steps, LEAST_BATCH, data.size()));
    }
    int most = MOST_NUMBERS / batch;
    Setting.require(
        steps <= most, "steps", steps, "at most " + most + " batches of " + batch + " points");
    NoiseScale scale = new NoiseScale();
    try (PointerScope scope = new PointerScope()) {
      Tensor g = torch.zeros_like(x);
      try (BatchGradient plain =
              BatchGradient.of(network, x, g, batch, StepConfig.defaults(), team);
          BatchLoader loader = new BatchLoader(data)) {
        StepGradient watched =
            NoiseProbe.around(
                (inputs, labels, dropout) ->
                    plain.compute(
                        inputs,
                        labels,
                        network.hasDropout() ? OptionalLong.of(dropout) : OptionalLong.empty()),
                g,
                () -> batch,
                scale::add);
        loader.forEach(
            batches(data.size(), batch, steps, seed),
            drawn -> {
              cancellation.check();
              try (PointerScope step = new PointerScope()) {
                String number = Long.toString(scale.steps());
                watched.compute(
                    drawn.inputs(), drawn.labels(), Seeds.derive(seed, "dropout", number));
              }
            });
      }
    }
    if (!Double.isFinite(scale.trace()) || !Double.isFinite(scale.squaredGradient())) {
      throw new NonFiniteLossException(
          "the gradient of a batch at x is not finite; every instrument needs a loss that is"
              + " finite around x");
    }
    return scale;
  }

  /** Whole batches only. */
  private static List<long[]> batches(int points, int batch, int steps, long seed) {
    RandomStream stream = new RandomStream(Seeds.derive(seed, "batches"));
    BatchSampler sampler = new BatchSampler(points, batch, stream);
    List<long[]> batches = new ArrayList<>();
    while (batches.size() < steps) {
      for (long[] drawn : sampler.nextEpoch()) {
        if (drawn.length == batch && batches.size() < steps) {
          batches.add(drawn);
        }
      }
    }
    return batches;
  }
}
