package dev.basin.lab.run;

import dev.basin.data.EpochBatches;
import dev.basin.data.TrainTestData;
import dev.basin.lab.CheckpointedTraining;
import dev.basin.lab.SmallLastBatch;
import dev.basin.lab.UnusableCheckpointException;
import dev.basin.lab.instrument.NoiseScaleResult;
import dev.basin.lab.store.DamagedException;
import dev.basin.lab.store.EpochRecord;
import dev.basin.lab.store.StoreFile;
import dev.basin.lab.store.Times;
import dev.basin.lab.store.TrialFolder;
import dev.basin.lab.store.TrialOutcome;
import dev.basin.lab.study.Keep;
import dev.basin.lab.study.TrialConfig;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import dev.basin.objective.Chunks;
import dev.basin.objective.Evaluation;
import dev.basin.train.Checkpoint;
import dev.basin.train.EpochMetrics;
import dev.basin.train.GradientNoise;
import dev.basin.train.Stop;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingListener;
import dev.basin.train.TrainingResult;
import dev.basin.train.remedy.Remedies;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Trains one trial into its folder, from its last checkpoint if there is one. */
final class TrialTraining {
  /** Share of an epoch's work that its steps are; the rest evaluates the test points. */
  private static final double STEPS = 0.9;

  private final JobContext context;
  private final Network network;
  private final TrialConfig config;
  private final TrialFolder folder;
  private final Keep keep;
  private final SortedMap<Integer, NoiseScaleResult> noise = new TreeMap<>();
  private final @Nullable TrialFolder parent;
  private final JobCost cost;
  private final String name;

  /**
   * Prepares.
   *
   * @param keep what is kept of it along the way
   * @param parent where the weights are from which this starts, or null
   * @param name what it is called in progress lines
   */
  TrialTraining(
      JobContext context,
      Network network,
      TrialConfig config,
      Keep keep,
      @Nullable TrialFolder parent,
      JobCost cost,
      String name) {
    this.context = context;
    this.network = network;
    this.config = config;
    this.folder = context.store().trial(config);
    this.keep = keep;
    this.parent = parent;
    this.cost = cost;
    this.name = name;
  }

  /** Trains, evaluates the solution, and completes the folder. */
  void run() {
    try (PointerScope scope = new PointerScope()) {
      TrainTestData data = context.data().of(config, network);
      new Chunks(data.train().size(), config.chunkSize()).requireStatistics(network, "training");
      new Chunks(data.test().size(), config.chunkSize()).requireStatistics(network, "test");
      createFolder();
      folder.identify(data);
      writeProvenance();
      Tensor start = start();
      Weights.save(folder.start(), network, start, metadata());
      Tensor x = start.clone();
      TrainingResult training = train(start, x, data);
      Weights.save(folder.solution(), network, x, metadata());
      finish(training, x, start, data);
    }
  }

  private void createFolder() {
    try {
      Files.createDirectories(folder.root().resolve("iterates"));
    } catch (IOException e) {
      throw StoreFile.failure("cannot make", folder.root(), e);
    }
  }

  private void writeProvenance() {
    StoreFile.write(
        folder.provenance(),
        new TrialFolder.Provenance(context.environment(), context.owner(), Instant.now().toString())
            .text());
  }

  private Tensor start() {
    TrialConfig.Iterate from = config.from();
    if (from == null || parent == null) {
      if (config.start() != null) {
        return Weights.load(context.store().start(config.start()), network);
      }
      Tensor start = torch.zeros(network.layout().dimension());
      network.initialise(start, config.sharedSeed("start"));
      return start;
    }
    return Weights.load(parent.wholeWeights(from.epoch()), network);
  }

  private TrainingResult train(Tensor start, Tensor x, TrainTestData data) {
    CheckpointedTraining training =
        new CheckpointedTraining(
            network,
            data,
            config.chunkSize(),
            training(),
            folder.checkpoint(),
            context.checkpointInterval(),
            context.cancellation());
    TrainingResult result;
    try {
      result = goOn(training, x, usable(training));
    } catch (UnusableCheckpointException e) {
      context.notes().accept(e.getMessage() + ": this run starts over");
      folder.removeCheckpoint();
      noise.clear();
      x.copy_(start);
      result = goOn(training, x, null);
    }
    int unused = config.training(network).stoppingRule().maxEpochs() - result.epochs().size();
    context.progress().skip(unused * cost.epoch());
    return result;
  }

  private TrainingConfig training() {
    TrainingConfig training = config.training(network);
    return keep.noiseScale()
        ? training.with(
            GradientNoise.during(
                (epoch, scale) -> {
                  noise.put(epoch, NoiseScaleResult.of(scale));
                  folder.keepNoise(noise);
                }))
        : training;
  }

  private TrainingResult goOn(CheckpointedTraining training, Tensor x, @Nullable Checkpoint from) {
    if (from != null) {
      context.progress().skip(from.epochs().size() * cost.epoch());
    }
    return training.run(
        x, from, context.workers(), context.workers().parallelism(), listener(), this::keepIterate);
  }

  /** The saved state, unless weights of before it are wanted and not there. */
  private @Nullable Checkpoint usable(CheckpointedTraining training) {
    Checkpoint from = training.saved();
    if (from == null) {
      return null;
    }
    int done = from.epochs().size();
    boolean missing =
        keep.epochs().stream()
            .anyMatch(epoch -> epoch <= done && !Files.isRegularFile(folder.iterate(epoch)));
    return missing || !hasNoiseUntil(done) ? null : from;
  }

  /** Takes up the noise scales of the epochs that are done. */
  private boolean hasNoiseUntil(int done) {
    if (!keep.noiseScale()) {
      return true;
    }
    try {
      noise.putAll(folder.noiseScales().headMap(done + 1));
    } catch (DamagedException e) {
      noise.clear();
    }
    return noise.size() == done;
  }

  private void keepIterate(Checkpoint state) {
    int epoch = state.epochs().size();
    if (keep.epochs().contains(epoch)) {
      Weights.save(folder.iterate(epoch), network, state.x(), metadata());
    }
  }

  private void finish(TrainingResult training, Tensor x, Tensor start, TrainTestData data) {
    context.progress().say(name, "evaluating the solution");
    boolean finite = training.stop() != Stop.DIVERGED && x.isfinite().all().item_bool();
    Evaluation onTrain =
        finite ? context.objective(network, config, data.train()).evaluate(x) : null;
    Evaluation onTest = finite ? context.objective(network, config, data.test()).evaluate(x) : null;
    boolean diverged = onTrain == null || onTest == null || !isFinite(onTrain) || !isFinite(onTest);
    double distance = x.sub(start).to(torch.ScalarType.Double).norm(new Scalar(2.0)).item_double();
    TrialOutcome outcome =
        new TrialOutcome(
            diverged ? Stop.DIVERGED.label() : training.stop().label(),
            diverged,
            training.epochs().size(),
            diverged ? null : onTrain,
            diverged ? null : onTest,
            distance);
    context.progress().advance(cost.evaluation());
    for (EpochMetrics epoch : training.epochs()) {
      StoreFile.append(folder.times(), Times.epoch(epoch.epoch(), epoch.seconds()));
    }
    folder.complete(training.epochs().stream().map(EpochRecord::of).toList(), outcome);
  }

  private static boolean isFinite(Evaluation evaluation) {
    return Double.isFinite(evaluation.loss());
  }

  private TrainingListener listener() {
    SmallLastBatch small =
        new SmallLastBatch(network, "--last-batch drop (in studies last-batch: drop)");
    return new TrainingListener() {
      private double told;

      @Override
      public void step(int epoch, int pointsDone, int points) {
        double now = STEPS * cost.epoch() * pointsDone / points;
        context.progress().advance(now - told);
        told = now;
      }

      @Override
      public void begins(int epoch, EpochBatches batches) {
        if (config.trial() == 1) { // the other trials are cut alike
          small.about(batches).ifPresent(text -> context.notes().accept(name + ": " + text));
        }
      }

      @Override
      public void epoch(EpochMetrics epoch) {
        context
            .progress()
            .say(
                name,
                String.format(
                    "epoch %d, loss %.4g, test accuracy %.2f %%",
                    epoch.epoch(), epoch.trainLoss(), epoch.testAccuracy()));
        context.progress().advance(cost.epoch() - told);
        told = 0;
      }
    };
  }

  private Map<String, String> metadata() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("trial", config.key());
    all.put("network", network.name());
    all.put("data", config.data());
    all.put("batch", config.batch().toText());
    all.put("optimizer", config.optimizer().toText());
    if (!config.remedies().isEmpty()) {
      all.put("remedies", Remedies.parse(config.remedies()).toString());
    }
    all.put("seed", Long.toString(config.seed()));
    return all;
  }
}
