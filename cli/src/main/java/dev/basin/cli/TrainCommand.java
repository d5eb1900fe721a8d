package dev.basin.cli;

import dev.basin.data.EpochBatches;
import dev.basin.data.TrainTestData;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.NewFile;
import dev.basin.engine.Range;
import dev.basin.engine.Seeds;
import dev.basin.engine.Team;
import dev.basin.engine.Workers;
import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.SmallLastBatch;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import dev.basin.objective.DatasetObjective;
import dev.basin.train.BatchSchedule;
import dev.basin.train.EpochMetrics;
import dev.basin.train.StoppingRule;
import dev.basin.train.Trainer;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingListener;
import dev.basin.train.TrainingResult;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code basin train}: one network. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Train one network and write its weights.")
final class TrainCommand implements Callable<Integer> {
  @Mixin private NetworkOption network = new NetworkOption();

  @Option(
      names = "--batch",
      paramLabel = "B",
      defaultValue = "256",
      description =
          "Points a step (default 256); or growing, such as 256:factor=2,every=10,max=5000: twice"
              + " as many every 10 epochs, at most 5,000.")
  private String batch = "";

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "20",
      description = "The most epochs (default 20).")
  @OptionRange(least = 1, most = Range.MOST_EPOCHS)
  private int epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Epochs without improvement of the mean training loss that end it (default 10).")
  @OptionRange(least = 1, most = Range.MOST_EPOCHS)
  private int patience;

  @Mixin private OptimizerOptions optimizer = new OptimizerOptions();
  @Mixin private RemedyOptions remedies = new RemedyOptions();

  @Mixin private LastBatchOption lastBatch = new LastBatchOption();

  @Mixin private NoiseScaleOption noiseScale = new NoiseScaleOption();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the random start and of the shuffling (default 1).")
  private long seed;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Start from these weights instead of a random start.")
  private @Nullable Path from;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the solution goes, a safetensors file; must not exist yet.")
  private Path out = Path.of("");

  @Option(
      names = "--iterates",
      paramLabel = "DIR",
      description =
          "Also save the start and the weights after each epoch here, for 'basin trajectory'; must"
              + " not exist yet, or be empty.")
  private @Nullable Path iterates;

  @Mixin private StepOptions steps = new StepOptions();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  private final BatchesByEpoch batchesByEpoch = new BatchesByEpoch();

  @Override
  public Integer call() throws Exception {
    Network network = this.network.network();
    data.check(network);
    data.check(remedies.remedies(), network);
    TrainingConfig config = config(network);
    remedies.checkMemory(config.optimizer(), network);
    data.trainPoints(network).ifPresent(points -> requireFits(config, points));
    try (IterateFolder folder = takeIterates(network, config.stoppingRule().maxEpochs());
        ExitCleanup folderCleanup = new ExitCleanup(folder == null ? () -> {} : folder);
        NewFile file = OutputFile.reserve(out, Weights.fileBytes(network), "--out");
        ExitCleanup fileCleanup = new ExitCleanup(file)) {
      NativeRuntime.start();
      try (PointerScope scope = new PointerScope()) {
        Tensor x = start(network);
        print(train(network, config, x, folder, file));
      }
    }
    return 0;
  }

  private @Nullable IterateFolder takeIterates(Network network, int mostEpochs) {
    return iterates == null ? null : IterateFolder.take(iterates, network, mostEpochs);
  }

  private TrainingConfig config(Network network) {
    TrainingConfig plain =
        new TrainingConfig(
                BatchSchedule.parse(batch),
                new StoppingRule(epochs, patience, 0),
                optimizer.config(),
                Seeds.derive(seed, 1, "shuffle"),
                steps.config())
            .withLastBatch(lastBatch.choice());
    TrainingConfig config = remedies.remedies().applyTo(plain, network);
    config.requireStatistics(network);
    return noiseScale.watch(config, remedies.remedies());
  }

  private void requireFits(TrainingConfig config, int trainPoints) {
    int largest = config.largestBatch();
    if (largest > trainPoints) {
      throw new IllegalArgumentException(
          "--batch is "
              + largest
              + (largest > config.batch().start()
                  ? " in epoch " + config.stoppingRule().maxEpochs()
                  : "")
              + ", more than the "
              + trainPoints
              + " training points");
    }
  }

  private TrainingResult train(
      Network network,
      TrainingConfig config,
      Tensor x,
      @Nullable IterateFolder folder,
      NewFile file) {
    try (TrainTestData loaded = data.load(network);
        Workers workers = compute.workers()) {
      requireFits(config, loaded.train().size());
      TrainingResult result;
      try (Team team = workers.team(workers.parallelism());
          Interrupt interrupt = new Interrupt(advice());
          ProgressLine progress =
              new ProgressLine(
                  (double) config.stoppingRule().maxEpochs() * loaded.train().size())) {
        DatasetObjective test = Objectives.of(network, loaded.test(), workers, interrupt);
        if (folder != null) {
          folder.save(0, x);
        }
        result =
            new Trainer(
                    network,
                    loaded,
                    test,
                    config,
                    listener(network, progress),
                    interrupt.cancellation())
                .train(
                    x,
                    null,
                    state -> {
                      if (folder != null) {
                        folder.save(state.epochs().size(), state.x());
                      }
                    },
                    team);
      }
      save(network, config, x, result, file);
      return result;
    }
  }

  private String advice() {
    return iterates == null
        ? "nothing was written; run the command again"
        : "only iterates were written; run the command again with another --iterates";
  }

  private void save(
      Network network, TrainingConfig config, Tensor x, TrainingResult result, NewFile file) {
    Map<String, String> metadata =
        Map.of(
            "network", network.name(),
            "data", data.name(network),
            "batch", config.batch().toText(),
            "optimizer", config.optimizer().toText(),
            "remedies", remedies.remedies().toString(),
            "seed", Long.toString(seed),
            "stop", result.stop().label());
    Path saved;
    try {
      saved = Weights.save(file, network, x, metadata);
    } catch (UncheckedIOException e) {
      throw new RunFolderException(
          "cannot write "
              + out
              + ": "
              + FileFailure.reason(e)
              + "; choose another --out, or free some space, and train again",
          e);
    }
    if (!saved.equals(out)) {
      throw new RunFolderException(
          out
              + " was made by another program meanwhile and is left as it is; the solution is in "
              + saved);
    }
  }

  private Tensor start(Network network) {
    if (from != null) {
      return Weights.load(from, network);
    }
    Tensor x = torch.zeros(network.layout().dimension());
    network.initialise(x, Seeds.derive(seed, 1, "start"));
    return x;
  }

  private TrainingListener listener(Network network, ProgressLine progress) {
    SmallLastBatch small = new SmallLastBatch(network, LastBatchOption.DROP);
    return new TrainingListener() {
      private int before;
      private String last = "";

      @Override
      public void begins(int epoch, EpochBatches batches) {
        batchesByEpoch.begins(epoch, batches);
        small.about(batches).ifPresent(progress::note);
      }

      @Override
      public void step(int epoch, int pointsDone, int points) {
        progress.advance(pointsDone - before);
        before = pointsDone == points ? 0 : pointsDone;
        progress.say("train", "epoch " + epoch + last);
      }

      @Override
      public void epoch(EpochMetrics metrics) {
        last =
            String.format(
                ", loss %.4g, test accuracy %.2f %%", metrics.trainLoss(), metrics.testAccuracy());
      }
    };
  }

  private void print(TrainingResult result) throws Exception {
    EpochMetrics last = result.epochs().get(result.epochs().size() - 1);
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("weights", out.toString());
      document.put("stopped", result.stop().label());
      document.put("seconds", result.seconds());
      document.put("epochs", result.epochs());
      if (batchesByEpoch.areUneven()) {
        document.put("lastBatch", lastBatch.choice().label());
        document.put("batches", batchesByEpoch.changes());
      }
      noiseScale.addTo(document);
      JsonOutput.print(document);
      return;
    }
    System.out.printf(
        "%d epochs (%s), %.1f s: training loss %.6g, test accuracy %.2f %%%n",
        last.epoch(),
        result.stop().label(),
        result.seconds(),
        last.trainLoss(),
        last.testAccuracy());
    noiseScale.print();
    System.out.println("Weights: " + out.toAbsolutePath());
  }
}
