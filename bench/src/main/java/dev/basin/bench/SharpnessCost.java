package dev.basin.bench;

import dev.basin.data.TrainTestData;
import dev.basin.data.image.Mnist;
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
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What a full-space sharpness of F1 by ten iterations of L-BFGS-B costs beside as many plain
 * full-batch gradients, in alternating rounds, as a Markdown table. Options: {@code --data DIR}
 * (MNIST's IDX files), {@code --weights FILE} (else a random start), {@code --rounds N}, {@code
 * --threads T}.
 */
public final class SharpnessCost {
  private SharpnessCost() {}

  /** Runs. */
  public static void main(String[] arguments) {
    Map<String, String> options = new TreeMap<>();
    for (int k = 0; k + 1 < arguments.length; k += 2) {
      options.put(arguments[k], arguments[k + 1]);
    }
    int rounds = Integer.parseInt(options.getOrDefault("--rounds", "3"));
    int threads =
        Integer.parseInt(
            options.getOrDefault(
                "--threads", Integer.toString(Runtime.getRuntime().availableProcessors())));
    NativeRuntime.start();
    Network network = PaperNetworks.f1();
    try (PointerScope scope = new PointerScope();
        TrainTestData data = Mnist.load(Path.of(options.getOrDefault("--data", ".")), null);
        Workers workers = new Workers(threads)) {
      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, 1);
      String weights = options.get("--weights");
      if (weights != null) {
        x.copy_(Weights.load(Path.of(weights), network));
      }
      System.out.println(
          "| evaluations | sharpness, s | as many plain gradients, s | ratio | φ | threads |");
      System.out.println("|---:|---:|---:|---:|---:|---:|");
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
            "| %d | %.2f | %.2f | %.3f | %.4g | %d |%n",
            result.evaluations(),
            measured,
            plain,
            measured / plain,
            result.sharpness(),
            threads);
      }
    }
  }
}
