package dev.basin.lab.run;

import dev.basin.lab.RunFolderException;
import dev.basin.lab.store.DamagedException;
import dev.basin.lab.store.StoreFile;
import dev.basin.lab.store.TrialFolder;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Keep;
import dev.basin.lab.study.TrialConfig;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import dev.basin.network.WeightsFormatException;
import dev.basin.network.WeightsMismatchException;
import dev.basin.train.remedy.Remedies;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Trains one trial, unless it is there complete. */
final class TrainJob implements Job {
  private final JobContext context;
  private final Network network;
  private final TrialConfig config;
  private final TrialFolder folder;
  private final Keep keep;
  private final @Nullable TrainJob parent;
  private final JobCost cost;

  /**
   * A job.
   *
   * @param keep what is kept of it along the way
   * @param parent trains the weights from which this starts, or null
   */
  TrainJob(
      JobContext context,
      Network network,
      TrialConfig config,
      Keep keep,
      @Nullable TrainJob parent,
      JobCost cost) {
    this.context = context;
    this.network = network;
    this.config = config;
    this.folder = context.store().trial(config);
    this.keep = keep;
    this.parent = parent;
    this.cost = cost;
  }

  @Override
  public String name() {
    TrialConfig.Iterate from = config.from();
    return config.network()
        + " batch "
        + config.batch().toText()
        + (config.optimizer().equals(Arm.USUAL_OPTIMIZER) ? "" : " " + config.optimizer().toText())
        + (config.remedies().isEmpty() ? "" : " " + Remedies.parse(config.remedies()).describe())
        + " trial "
        + config.trial()
        + (from == null ? "" : " from epoch " + from.epoch());
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
    try {
      return folder.isComplete() && hasKept();
    } catch (DamagedException e) {
      return false; // it will be redone
    }
  }

  private boolean hasKept() {
    int epochs = folder.outcome().epochs();
    return keep.epochs().stream().allMatch(epoch -> epoch > epochs || folder.hasIterate(epoch))
        && (!keep.noiseScale() || folder.hasNoise());
  }

  @Override
  public boolean run() {
    return context.alone(
        config.key(),
        this,
        () -> {
          if (isLeftOut()) {
            context.notes().accept(name() + " is left out: what it starts from ended before");
            context.progress().skip(cost.training());
          } else if (isDone()) {
            context.progress().skip(cost.training());
          } else {
            new TrialTraining(context, network, config, keep, parentFolder(), cost, name()).run();
          }
        });
  }

  /** Whether what it starts from ended before the epoch from which it starts; that is done then. */
  boolean isLeftOut() {
    TrialConfig.Iterate from = config.from();
    return from != null
        && parent != null
        && (parent.isLeftOut() || from.epoch() > parent.folder.outcome().epochs());
  }

  /** Whether it is there, whole, with the iterates that are wanted. */
  private boolean isDone() {
    Optional<String> link = folder.linkOut();
    if (link.isPresent()) {
      putAside(link.get());
      return false;
    }
    StoreFile.removeLeftOvers(folder.root());
    StoreFile.removeLeftOvers(folder.root().resolve("iterates"));
    if (!folder.isComplete()) {
      return false;
    }
    folder.removeCheckpoint();
    Optional<String> damage = folder.damage();
    if (damage.isPresent()) {
      putAside(damage.get());
      return false;
    }
    boolean whole = hasKept();
    if (!whole) {
      folder.reopen();
      context
          .notes()
          .accept(config.key() + " is trained again to keep what is now asked for along the way");
    }
    return whole;
  }

  private void putAside(String reason) {
    Path aside = context.store().putAside(folder);
    context.notes().accept(reason + "; put aside as " + aside + " and trained again");
  }

  private @Nullable TrialFolder parentFolder() {
    return parent == null ? null : parent.folder;
  }

  /**
   * The solution of the complete trial, in the caller's {@code PointerScope}.
   *
   * @throws RunFolderException if it cannot be read
   */
  Tensor weights(@Nullable Integer epoch) {
    try {
      return Weights.load(folder.wholeWeights(epoch), network);
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
