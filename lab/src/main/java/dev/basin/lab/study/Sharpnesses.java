package dev.basin.lab.study;

import dev.basin.data.TrainTestData;
import dev.basin.lab.CountedFunction;
import dev.basin.network.Network;
import dev.basin.sharpness.BoxSharpness;
import dev.basin.sharpness.RandomSubspace;
import dev.basin.sharpness.SharpnessResult;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Every sharpness at one point: f and its gradient there are evaluated once. */
final class Sharpnesses implements AutoCloseable {
  private final JobContext context;
  private final TrialConfig config;
  private final JobCost cost;
  private final Network network;
  private final TrainTestData data;
  private final Tensor x;
  private @Nullable BoxSharpness box;
  private @Nullable RandomSubspace subspace;

  Sharpnesses(JobContext context, TrainJob training, TrainTestData data, Tensor x) {
    this.context = context;
    this.config = training.folder().config();
    this.cost = training.cost();
    this.network = training.network();
    this.data = data;
    this.x = x;
  }

  SharpnessResult of(Measurement.Sharpness what) {
    if (box == null) {
      box =
          new BoxSharpness(
              new CountedFunction(
                  context.objective(network, config, data.train()),
                  context.progress(),
                  cost.gradient()),
              x);
    }
    BoxSharpness at = Objects.requireNonNull(box);
    long restart = config.sharedSeed("restart");
    return what.subspace() == 0
        ? at.fullSpace(what.region(), what.epsilon(), what.maximizer(), restart)
        : at.subspace(
            what.region(), what.epsilon(), subspace(what.subspace()), what.maximizer(), restart);
  }

  private RandomSubspace subspace(int dimension) {
    RandomSubspace there = subspace;
    if (there == null || there.dimension() != dimension) {
      close(there);
      there =
          new RandomSubspace(
              network.layout().dimension(),
              dimension,
              config.sharedSeed("subspace"),
              context.workers(),
              RandomSubspace.DEFAULT_MEMORY_BUDGET);
      subspace = there;
    }
    return there;
  }

  private static void close(@Nullable AutoCloseable resource) {
    if (resource instanceof RandomSubspace made) {
      made.close();
    }
  }

  @Override
  public void close() {
    close(subspace);
    if (box != null) {
      box.close();
    }
  }
}
