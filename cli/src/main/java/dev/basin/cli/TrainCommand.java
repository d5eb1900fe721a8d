package dev.basin.cli;

import dev.basin.data.LastBatch;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Range;
import dev.basin.engine.Sha256;
import dev.basin.engine.Workers;
import dev.basin.lab.report.ShellWords;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.store.TrialFolder;
import dev.basin.lab.store.TrialOutcome;
import dev.basin.lab.study.Keep;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.TrialConfig;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import dev.basin.objective.DatasetObjective;
import dev.basin.train.BatchSchedule;
import dev.basin.train.EpochMetrics;
import dev.basin.train.StoppingRule;
import dev.basin.train.TrainingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code basin train}: one network, as one trial of a store. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Train one network. The run is kept in a store, where the same command finds it again, or"
          + " goes on with it from any moment at which it was stopped."
    })
final class TrainCommand implements Callable<Integer> {
  /** How often the state of training is saved. */
  Duration checkpointInterval = Duration.ofSeconds(20);

  @Spec private @Nullable CommandSpec spec;

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
      paramLabel = "FILE",
      description =
          "Where a copy of the solution goes, a safetensors file; must not exist yet, unless this"
              + " run wrote it.")
  private @Nullable Path out;

  @Option(
      names = "--iterates",
      paramLabel = "DIR",
      description =
          "Also copy the start and the weights after each epoch here, for 'basin trajectory'; must"
              + " not exist yet, or hold nothing but this run's.")
  private @Nullable Path iterates;

  @Mixin private StudyStoreOption store = new StudyStoreOption();
  @Mixin private StepOptions steps = new StepOptions();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Network network = this.network.network();
    data.check(network);
    data.check(remedies.remedies(), network);
    noiseScale.check(remedies.remedies());
    StudyData catalogue = data.catalogue();
    String reference = data.reference(network);
    String dataName = catalogue.name(reference);
    TrainingConfig training = config(network, dataName, null).training(network);
    training.requireStatistics(network);
    remedies.checkMemory(training.optimizer(), network);
    data.trainPoints(network).ifPresent(points -> requireFits(training, points));
    long bytes = Weights.fileBytes(network);
    int mostEpochs = training.stoppingRule().maxEpochs();
    RunStore.requireUsable(store.root(), "--store");
    OutputFolder.requireUsable(store.root(), StudyRuns.bytes(network), "--store");
    TrialConfig config =
        config(network, dataName, from == null ? null : startDigest(from, network));
    String key = config.key();
    try (IterateFolder folder =
            iterates == null ? null : IterateFolder.take(iterates, key, bytes, mostEpochs);
        ExitCleanup folderCleanup = new ExitCleanup(folder == null ? () -> {} : folder);
        RunOutput file = out == null ? null : RunOutput.take(out, key, bytes);
        ExitCleanup fileCleanup = new ExitCleanup(file == null ? () -> {} : file)) {
      NativeRuntime.start();
      int points = data.limited(catalogue.trainPoints(reference));
      requireFits(training, points);
      Keep keep =
          new Keep(
              iterates == null ? List.of() : IntStream.rangeClosed(1, mostEpochs).boxed().toList(),
              noiseScale.isWanted());
      TrialFolder trial = train(Plan.ofOne(config, keep), catalogue);
      if (folder != null) {
        folder.copy(trial, trial.outcome().epochs());
      }
      if (file != null) {
        file.copy(trial.solution());
      }
      print(trial, network, points);
    }
    return 0;
  }

  private TrialConfig config(Network network, String dataName, @Nullable String start) {
    return new TrialConfig(
        network.name(),
        dataName,
        data.limit(),
        DatasetObjective.DEFAULT_CHUNK_SIZE,
        BatchSchedule.parse(batch),
        new StoppingRule(epochs, patience, 0),
        optimizer.config(),
        steps.config(),
        seed,
        1,
        null,
        remedies.remedies().toFullTexts(),
        lastBatch.choice() == LastBatch.DROP,
        start);
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

  /** The SHA-256 of a file of weights that fit. */
  private static String startDigest(Path file, Network network) throws IOException {
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      Weights.load(file, network);
    }
    return Sha256.of(file);
  }

  private TrialFolder train(Plan plan, StudyData catalogue) {
    RunStore runs = store.open();
    if (from != null) {
      runs.keepStart(from);
    }
    try (Workers workers = compute.workers();
        Interrupt interrupt = new Interrupt("to go on: " + reproduction())) {
      new StudyRuns(runs, catalogue, workers, interrupt.cancellation(), checkpointInterval)
          .run(List.of(plan), Set.of(), null);
    }
    return runs.trial(plan.runs().get(0).config());
  }

  private String reproduction() {
    return spec == null ? "" : ShellWords.line(CommandText.words(spec));
  }

  private void print(TrialFolder trial, Network network, int points) throws IOException {
    TrialOutcome outcome = trial.outcome();
    List<EpochMetrics> epochs = trial.timedEpochs();
    double seconds = trial.trainingSeconds().orElse(Double.NaN);
    String weights = out == null ? trial.solution().toString() : out.toString();
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("weights", weights);
      document.put("trial", trial.config().key());
      document.put("store", store.root().toString());
      document.put("stopped", outcome.stopped());
      document.put("seconds", seconds);
      document.put("epochs", epochs);
      TrainingConfig training = trial.config().training(network);
      BatchesByEpoch batches = BatchesByEpoch.of(training, network, epochs.size(), points);
      if (batches.areUneven() && !remedies.choosesBatches()) {
        document.put("lastBatch", lastBatch.choice().label());
        document.put("batches", batches.changes());
      }
      if (noiseScale.isWanted()) {
        document.put("noiseScale", trial.noiseScales());
      }
      JsonOutput.print(document);
      return;
    }
    EpochMetrics last = epochs.get(epochs.size() - 1);
    System.out.printf(
        "%d epochs (%s), %.1f s: training loss %.6g, test accuracy %.2f %%%n",
        last.epoch(), outcome.stopped(), seconds, last.trainLoss(), last.testAccuracy());
    if (noiseScale.isWanted()) {
      NoiseScaleOption.print(trial.noiseScales());
    }
    System.out.println("Weights: " + Path.of(weights).toAbsolutePath().normalize());
  }
}
