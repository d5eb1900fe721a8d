package dev.basin.bench;

import dev.basin.data.Mnist;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.network.Weights;
import dev.basin.objective.DatasetObjective;
import dev.basin.sharpness.BoxSharpness;
import dev.basin.sharpness.Maximizer;
import dev.basin.sharpness.SharpnessResult;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What a full-space sharpness of F1 by ten iterations of L-BFGS-B costs beside as many plain
 * full-batch gradients, in alternating rounds. Arguments: directory of MNIST's IDX files, weight
 * file, rounds, threads.
 */
public final class SharpnessCost {
  private SharpnessCost() {}

  /** Runs. */
  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[2]);
    int threads = Integer.parseInt(arguments[3]);
    NativeRuntime.start();
    Network network = PaperNetworks.f1();
    try (PointerScope scope = new PointerScope();
        TrainTestData data = Mnist.load(Path.of(arguments[0]), null);
        Workers workers = new Workers(threads)) {
      Tensor x = Weights.load(Path.of(arguments[1]), network);
      DatasetObjective objective =
          new DatasetObjective(
              network,
              data.train(),
              DatasetObjective.DEFAULT_CHUNK_SIZE,
              workers,
              new Cancellation());
      Tensor gradient = torch.zeros_like(x);
      objective.valueAndGradient(x, gradient);
      for (int round = 1; round <= rounds; round++) {
        long begin = System.nanoTime();
        SharpnessResult result;
        try (BoxSharpness sharpness = new BoxSharpness(objective, x)) {
          result = sharpness.fullSpace(1e-3, Maximizer.LBFGSB, 1);
        }
        double measured = (System.nanoTime() - begin) * 1e-9;
        begin = System.nanoTime();
        for (int k = 0; k < result.evaluations(); k++) {
          objective.valueAndGradient(x, gradient);
        }
        double plain = (System.nanoTime() - begin) * 1e-9;
        System.out.printf(
            Locale.ROOT,
            "{\"sharpness\":%s,\"evaluations\":%d,\"seconds\":%.3f,\"plainGradientSeconds\":%.3f,"
                + "\"ratio\":%.4f,\"threads\":%d}%n",
            result.sharpness(),
            result.evaluations(),
            measured,
            plain,
            measured / plain,
            threads);
      }
    }
  }
}
