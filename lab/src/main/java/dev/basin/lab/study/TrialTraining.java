package dev.basin.lab.study;

import dev.basin.data.EpochBatches;
import dev.basin.data.TrainTestData;
import dev.basin.lab.CheckpointedTraining;
import dev.basin.lab.SmallLastBatch;
import dev.basin.lab.UnusableCheckpointException;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import dev.basin.objective.Chunks;
import dev.basin.objective.Evaluation;
import dev.basin.train.Checkpoint;
import dev.basin.train.EpochMetrics;
import dev.basin.train.Stop;
import dev.basin.train.TrainingListener;
import dev.basin.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Trains one trial into its folder, from its last checkpoint if there is one. */
final class TrialTraining {
  private final JobContext context;
  private final Network network;
  private final TrialConfig config;
  private final TrialFolder folder;
  private final SortedSet<Integer> iterates;
  private final @Nullable TrialFolder parent;
  private final JobCost cost;
  private final String name;

  /**
   * Prepares.
   *
   * @param iterates after which epochs the weights are kept
   * @param parent where the weights are from which this starts, or null
   * @param name what it is called in progress lines
   */
  TrialTraining(
      JobContext context,
      Network network,
      TrialConfig config,
      SortedSet<Integer> iterates,
      @Nullable TrialFolder parent,
      JobCost cost,
      String name) {
    this.context = context;
    this.network = network;
    this.config = config;
    this.folder = context.store().trial(config);
    this.iterates = iterates;
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
        CanonicalJson.page(
            new TrialFolder.Provenance(
                context.environment(), context.owner(), Instant.now().toString())));
  }

  private Tensor start() {
    TrialConfig.Iterate from = config.from();
    if (from == null || parent == null) {
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
            config.training(network),
            folder.checkpoint(),
            context.checkpointInterval(),
            context.cancellation());
    TrainingResult result;
    try {
      result = goOn(training, x, usable(training));
    } catch (UnusableCheckpointException e) {
      context.notes().accept(e.getMessage() + ": this run starts over");
      folder.removeCheckpoint();
      x.copy_(start);
      result = goOn(training, x, null);
    }
    int unused = config.training(network).stoppingRule().maxEpochs() - result.epochs().size();
    context.progress().skip(unused * cost.epoch());
    return result;
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
        iterates.headSet(done + 1).stream()
            .anyMatch(epoch -> !Files.isRegularFile(folder.iterate(epoch)));
    return missing ? null : from;
  }

  private void keepIterate(Checkpoint state) {
    int epoch = state.epochs().size();
    if (iterates.contains(epoch)) {
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
    SmallLastBatch small = new SmallLastBatch(network, "last-batch: drop");
    return new TrainingListener() {
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
        context.progress().advance(cost.epoch());
      }
    };
  }

  private Map<String, String> metadata() {
    return Map.of("network", network.name(), "trial", config.key());
  }
}
