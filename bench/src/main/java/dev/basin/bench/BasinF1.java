package dev.basin.bench;

import dev.basin.data.Mnist;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Team;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.objective.DatasetObjective;
import dev.basin.optim.AdamConfig;
import dev.basin.train.BatchSchedule;
import dev.basin.train.EpochMetrics;
import dev.basin.train.StoppingRule;
import dev.basin.train.Trainer;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingListener;
import dev.basin.train.TrainingResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains F1 with Basin and prints the seconds of each epoch as one JSON line, like the peers.
 * Options: {@code --data DIR --batch B --epochs N --threads T}.
 */
public final class BasinF1 {
  private BasinF1() {}

  /** Runs. */
  public static void main(String[] arguments) {
    Map<String, String> options = new TreeMap<>();
    for (int k = 0; k + 1 < arguments.length; k += 2) {
      options.put(arguments[k], arguments[k + 1]);
    }
    int batch = Integer.parseInt(options.getOrDefault("--batch", "256"));
    int epochs = Integer.parseInt(options.getOrDefault("--epochs", "3"));
    int threads = Integer.parseInt(options.getOrDefault("--threads", "1"));
    String blas = NativeRuntime.start().label();
    Network network = PaperNetworks.f1();
    TrainingResult result;
    try (PointerScope scope = new PointerScope();
        TrainTestData data = Mnist.load(Path.of(options.getOrDefault("--data", ".")), null);
        Workers workers = new Workers(threads);
        Team team = workers.team(threads)) {
      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, 1);
      Cancellation never = new Cancellation();
      DatasetObjective test =
          new DatasetObjective(
              network, data.test(), DatasetObjective.DEFAULT_CHUNK_SIZE, workers, never);
      TrainingConfig config =
          new TrainingConfig(
              BatchSchedule.constant(batch),
              new StoppingRule(epochs, epochs, 0),
              AdamConfig.defaults(),
              1);
      result =
          new Trainer(network, data, test, config, TrainingListener.SILENT, never)
              .train(x, null, state -> {}, team);
    }
    System.out.printf(
        Locale.ROOT,
        "{\"peer\":\"basin\",\"version\":\"0.1.0\",\"batch\":%d,\"threads\":%d,"
            + "\"epochSeconds\":[%s],\"loss\":[%s],\"blas\":[\"%s\"]}%n",
        batch,
        threads,
        joined(result.epochs().stream().map(EpochMetrics::seconds).toList()),
        joined(result.epochs().stream().map(EpochMetrics::trainLoss).toList()),
        blas);
  }

  private static String joined(List<Double> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
