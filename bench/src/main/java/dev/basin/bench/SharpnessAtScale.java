package dev.basin.bench;

import dev.basin.data.TrainTestData;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.synthetic.SyntheticData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.DifferentiableFunction;
import dev.basin.sharpness.BoxSharpness;
import dev.basin.sharpness.Maximizer;
import dev.basin.sharpness.RandomSubspace;
import dev.basin.sharpness.SharpnessResult;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * What a sharpness costs beside its gradients where the weights are many: C2, n = 14,991,946, in
 * the full space by ten iterations of L-BFGS-B and in a random subspace of dimension 100 by sign
 * ascent. Gradients are over some synthetic pictures only; everything else does not depend on their
 * number, so its share is given for all 50,000 of CIFAR-10, gradients in proportion. Arguments:
 * {@code subspace} or {@code full}, and the number of pictures (500).
 */
public final class SharpnessAtScale {
  private static final int SUBSPACE = 100;
  private static final int CHUNK = 250;
  private static final long ACTIVATION_MEMORY = 1L << 29;
  private static final int CIFAR = 50_000;

  private SharpnessAtScale() {}

  /** A function that knows how long it was asked. */
  private static final class Timed implements DifferentiableFunction {
    private final DifferentiableFunction function;
    private double seconds;
    private int evaluations;

    Timed(DifferentiableFunction function) {
      this.function = function;
    }

    @Override
    public long dimension() {
      return function.dimension();
    }

    @Override
    public double valueAndGradient(Tensor point, Tensor gradient) {
      long begin = System.nanoTime();
      double value = function.valueAndGradient(point, gradient);
      seconds += (System.nanoTime() - begin) * 1e-9;
      evaluations++;
      return value;
    }
  }

  /** Runs. */
  public static void main(String[] arguments) {
    boolean full = arguments[0].equals("full");
    int points = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
    NativeRuntime.start();
    Network network = PaperNetworks.byName("C2");
    SyntheticData pictures = SyntheticData.parse("synthetic-images:train=" + points + ",test=10");
    try (PointerScope scope = new PointerScope();
        TrainTestData data = pictures.load(DataStore.ofProcess(null));
        Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, 1);
      DatasetObjective objective =
          new DatasetObjective(network, data.train(), CHUNK, workers, new Cancellation())
              .withActivationMemory(ACTIVATION_MEMORY);
      measure(new Timed(objective), x, points, full ? null : workers);
    }
  }

  private static void measure(Timed f, Tensor x, int points, @Nullable Workers workers) {
    long begin = System.nanoTime();
    try (BoxSharpness sharpness = new BoxSharpness(f, x)) {
      SharpnessResult result;
      if (workers == null) {
        result = sharpness.fullSpace(1e-3, Maximizer.LBFGSB, 1);
      } else {
        try (RandomSubspace subspace =
            new RandomSubspace(
                f.dimension(), SUBSPACE, 1, workers, RandomSubspace.DEFAULT_MEMORY_BUDGET)) {
          result = sharpness.subspace(1e-3, subspace, Maximizer.SIGN, 1);
        }
      }
      double rest = (System.nanoTime() - begin) * 1e-9 - f.seconds;
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %.1f | %.1f | %.1f %% | %.0f |%n",
          workers == null ? "full" : "random subspace, p = " + SUBSPACE,
          f.evaluations,
          f.seconds,
          rest,
          100 * rest / (f.seconds / points * CIFAR),
          PeakMemory.ofThisProcessInMB());
      if (!(result.maximum() >= result.loss())) {
        throw new IllegalStateException("no maximum: " + result);
      }
    }
  }
}
