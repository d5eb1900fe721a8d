package dev.basin.lab.study;

import dev.basin.data.TrainTestData;
import dev.basin.lab.CheckpointedTraining;
import dev.basin.lab.RunFolderException;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import dev.basin.network.WeightsFormatException;
import dev.basin.network.WeightsMismatchException;
import dev.basin.train.Checkpoint;
import dev.basin.train.EpochMetrics;
import dev.basin.train.Stop;
import dev.basin.train.TrainingListener;
import dev.basin.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Trains one trial, unless it is there complete. */
final class TrainJob implements Job {
  private final JobContext context;
  private final Network network;
  private final TrialConfig config;
  private final TrialFolder folder;
  private final SortedSet<Integer> iterates;
  private final @Nullable TrainJob parent;
  private final JobCost cost;

  /**
   * A job.
   *
   * @param iterates after which epochs the weights are kept
   * @param parent trains the weights from which this starts, or null
   */
  TrainJob(
      JobContext context,
      Network network,
      TrialConfig config,
      SortedSet<Integer> iterates,
      @Nullable TrainJob parent,
      JobCost cost) {
    this.context = context;
    this.network = network;
    this.config = config;
    this.folder = context.store().trial(config);
    this.iterates = iterates;
    this.parent = parent;
    this.cost = cost;
  }

  @Override
  public String name() {
    return config.network() + " batch " + config.batch().toText() + " trial " + config.trial();
  }

  @Override
  public List<Job> after() {
    return parent == null ? List.of() : List.of(parent);
  }

  @Override
  public double flops() {
    return cost.training();
  }

  @Override
  public double bytes() {
    return cost.trainingBytes();
  }

  @Override
  public boolean isThere() {
    return folder.isComplete() && hasIterates();
  }

  private boolean hasIterates() {
    int epochs = folder.outcome().epochs();
    return iterates.stream().allMatch(epoch -> epoch > epochs || folder.hasIterate(epoch));
  }

  @Override
  public boolean run() {
    Optional<StoreLock> lock = context.store().tryLock(config.key(), context.owner());
    if (lock.isEmpty()) {
      return false;
    }
    try (StoreLock held = lock.get()) {
      if (isDone()) {
        context.progress().skip(cost.training());
      } else {
        train();
      }
    }
    context.progress().finished(name());
    return true;
  }

  /** Whether it is there, whole, with the iterates that are wanted. */
  private boolean isDone() {
    StoreFile.removeLeftOvers(folder.root());
    if (!folder.isComplete()) {
      return false;
    }
    Optional<String> damage = folder.damage();
    if (damage.isPresent()) {
      Path aside = context.store().putAside(folder);
      context.notes().accept(damage.get() + "; put aside as " + aside + " and trained again");
      return false;
    }
    boolean whole = hasIterates();
    if (!whole) {
      folder.reopen();
      context
          .notes()
          .accept(config.key() + " is trained again to keep weights along the way, now asked for");
    }
    return whole;
  }

  private void train() {
    try (PointerScope scope = new PointerScope()) {
      TrainTestData data = context.data().of(config, network);
      createFolder();
      folder.identify(data);
      writeProvenance();
      Tensor start = start();
      Weights.save(folder.start(), network, start, metadata());
      Tensor x = start.clone();
      TrainingResult training = train(x, data);
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
    return Weights.load(parent.folder.iterate(from.epoch()), network);
  }

  private TrainingResult train(Tensor x, TrainTestData data) {
    CheckpointedTraining training =
        new CheckpointedTraining(
            network,
            data,
            config.chunkSize(),
            config.training(),
            folder.checkpoint(),
            context.checkpointInterval(),
            context.cancellation());
    Checkpoint from = usable(training);
    if (from != null) {
      context.progress().skip(from.epochs().size() * cost.epoch());
    }
    TrainingResult result =
        training.run(x, from, context.workers(), 1, listener(), this::keepIterate);
    int unused = config.stopping().maxEpochs() - result.epochs().size();
    context.progress().skip(unused * cost.epoch());
    return result;
  }

  /** The saved state, unless it is damaged or weights of before it are wanted and not there. */
  private @Nullable Checkpoint usable(CheckpointedTraining training) {
    Checkpoint from;
    try {
      from = training.saved();
    } catch (RunFolderException e) {
      context.notes().accept(e.getMessage() + ": this run starts over");
      StoreFile.remove(folder.checkpoint());
      return null;
    }
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
    context.progress().say(name(), "evaluating the solution");
    boolean diverged = training.stop() == Stop.DIVERGED || !x.isfinite().all().item_bool();
    double distance = x.sub(start).to(torch.ScalarType.Double).norm(new Scalar(2.0)).item_double();
    TrialOutcome outcome =
        new TrialOutcome(
            diverged ? Stop.DIVERGED.label() : training.stop().label(),
            diverged,
            training.epochs().size(),
            diverged ? null : context.objective(network, config, data, true).evaluate(x),
            diverged ? null : context.objective(network, config, data, false).evaluate(x),
            distance);
    context.progress().advance(cost.evaluation());
    for (EpochMetrics epoch : training.epochs()) {
      StoreFile.append(folder.times(), Times.epoch(epoch.epoch(), epoch.seconds()));
    }
    folder.complete(training.epochs().stream().map(EpochRecord::of).toList(), outcome);
  }

  private TrainingListener listener() {
    return new TrainingListener() {
      @Override
      public void epoch(EpochMetrics epoch) {
        context
            .progress()
            .say(
                name(),
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

  /**
   * The solution of the complete trial, in the caller's {@code PointerScope}.
   *
   * @throws RunFolderException if it cannot be read
   */
  Tensor weights(@Nullable Integer epoch) {
    Path file = epoch == null ? folder.solution() : folder.iterate(epoch);
    try {
      return Weights.load(file, network);
    } catch (WeightsFormatException | WeightsMismatchException e) {
      throw new RunFolderException(
          e.getMessage() + "; run the command again, and the trial will be redone", e);
    }
  }

  @Override
  public Network network() {
    return network;
  }

  TrialFolder folder() {
    return folder;
  }

  JobCost cost() {
    return cost;
  }
}
