package dev.basin.lab;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Seeds;
import dev.basin.engine.Workers;
import dev.basin.landscape.LandscapePoint;
import dev.basin.landscape.PathLandscape;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import dev.basin.network.WeightsFormatException;
import dev.basin.network.WeightsMismatchException;
import dev.basin.objective.Chunks;
import dev.basin.objective.DatasetObjective;
import dev.basin.sharpness.RandomSubspace;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The paper's main experiment: for each trial, train with a small and with a large batch from one
 * random start, measure both solutions, and draw the paths between them.
 *
 * <p>The small and the large run of a trial are two jobs, the paths a third; {@link Workers} run
 * them side by side, and the bits do not depend on how many at once.
 */
public final class Comparison {
  /** How often the state of a training run is saved, unless said otherwise. */
  public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(20);

  private final ComparisonConfig config;
  private final Network network;
  private final TrainTestData data;
  private final Workers workers;
  private final Progress progress;
  private final Cancellation cancellation;
  private final Duration checkpointInterval;
  private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

  /**
   * Prepares a comparison.
   *
   * @param config what to do
   * @param network the model
   * @param data training and test points, already limited
   * @param workers who compute
   * @param progress hears how far it is
   * @param cancellation stops it at the next safe point; requested when a part fails, too
   * @param checkpointInterval how often the state of a training run is saved, at the end of the
   *     next epoch
   */
  public Comparison(
      ComparisonConfig config,
      Network network,
      TrainTestData data,
      Workers workers,
      Progress progress,
      Cancellation cancellation,
      Duration checkpointInterval) {
    this.config = config;
    this.network = network;
    this.data = data;
    this.workers = workers;
    this.progress = progress;
    this.cancellation = cancellation;
    this.checkpointInterval = checkpointInterval;
  }

  /**
   * Runs every trial that the folder does not hold yet.
   *
   * @param root where finished parts are kept
   * @param resume whether to go on with what it holds
   * @param finish makes something of one entry a trial, and may write it into the folder while that
   *     is still this process's alone
   * @return what {@code finish} made
   * @throws CancellationException if stopped; finished parts are kept
   * @throws RunFolderException if the folder cannot be used, or no longer be written to; finished
   *     parts are kept
   * @throws IllegalArgumentException if BatchNorm would take the statistics of one point; nothing
   *     was done then
   */
  public <R> R run(Path root, boolean resume, Function<List<TrialResult>, R> finish) {
    new Chunks(data.train().size(), config.chunkSize()).requireStatistics(network, "training");
    new Chunks(data.test().size(), config.chunkSize()).requireStatistics(network, "test");
    try (RunFolder folder = RunFolder.open(root, config, resume)) {
      folder.requireData(data);
      List<CompletableFuture<TrialResult>> trials = new ArrayList<>();
      for (int trial = 1; trial <= config.trials(); trial++) {
        trials.add(start(folder, trial));
      }
      return finish.apply(joinAll(trials));
    } catch (UncheckedIOException e) {
      throw new RunFolderException(
          root
              + " cannot be read or written: "
              + FileFailure.reason(e)
              + "; what was finished is kept: mend that and run the command again with --resume",
          e);
    }
  }

  private CompletableFuture<TrialResult> start(RunFolder folder, int trial) {
    // both runs are measured in one subspace, whose matrix is made at its first use
    RandomSubspace subspace = config.subspace() == 0 ? null : subspace(trial);
    // the large-batch run is the longer job
    CompletableFuture<RunResult> large =
        stopAllOnFailure(workers.start(() -> run(folder, trial, Regime.LARGE, subspace)));
    CompletableFuture<RunResult> small =
        stopAllOnFailure(workers.start(() -> run(folder, trial, Regime.SMALL, subspace)));
    return stopAllOnFailure(
        small
            .thenCombine(large, Pair::new)
            .whenComplete((pair, failure) -> close(subspace))
            .thenCompose(
                pair ->
                    workers.start(
                        () ->
                            new TrialResult(
                                trial,
                                pair.small(),
                                pair.large(),
                                landscapes(folder, trial, pair)))));
  }

  private <R> CompletableFuture<R> stopAllOnFailure(CompletableFuture<R> job) {
    return job.whenComplete(
        (result, failure) -> {
          if (failure != null) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause != null && !(cause instanceof CancellationException)) {
              firstFailure.compareAndSet(null, cause);
            }
            cancellation.request();
          }
        });
  }

  private RandomSubspace subspace(int trial) {
    return new RandomSubspace(
        network.layout().dimension(),
        config.subspace(),
        streamSeed(config, trial, "subspace"),
        workers,
        RandomSubspace.DEFAULT_MEMORY_BUDGET);
  }

  private static void close(@Nullable RandomSubspace subspace) {
    if (subspace != null) {
      subspace.close();
    }
  }

  private record Pair(RunResult small, RunResult large) {
    boolean diverged() {
      return small.diverged() || large.diverged();
    }
  }

  /** Waits for all, so that nothing computes any more when this returns or throws. */
  private List<TrialResult> joinAll(List<CompletableFuture<TrialResult>> trials) {
    List<TrialResult> results = new ArrayList<>();
    boolean failed = false;
    for (CompletableFuture<TrialResult> trial : trials) {
      try {
        results.add(trial.join());
      } catch (CompletionException | CancellationException e) {
        failed = true;
      }
    }
    if (failed) {
      throw failure();
    }
    return List.copyOf(results);
  }

  /** What made all stop: a job's failure, or else a request. */
  private RuntimeException failure() {
    Throwable cause = firstFailure.get();
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException runtime) {
      return runtime;
    }
    return cause == null
        ? new CancellationException("stopped on request")
        : new IllegalStateException(cause);
  }

  private RunResult run(
      RunFolder folder, int trial, Regime regime, @Nullable RandomSubspace subspace) {
    return new RegimeRun(
            config,
            network,
            data,
            workers,
            progress,
            cancellation,
            checkpointInterval,
            folder,
            trial,
            regime,
            subspace)
        .run();
  }

  private Map<String, List<LandscapePoint>> landscapes(RunFolder folder, int trial, Pair pair) {
    Map<String, List<LandscapePoint>> landscapes = new TreeMap<>();
    WorkEstimate work = new WorkEstimate(config, network, data.train().size(), data.test().size());
    if (pair.diverged()) {
      progress.skip(2 * work.path());
      return landscapes;
    }
    String job = "trial " + trial + " paths";
    for (dev.basin.landscape.Path path : dev.basin.landscape.Path.values()) {
      Path file = folder.file("trial-" + trial, path.label() + ".json");
      Optional<List<LandscapePoint>> held =
          folder.read(file, new TypeReference<List<LandscapePoint>>() {});
      if (held.isPresent()) {
        progress.skip(work.path());
      }
      List<LandscapePoint> points =
          held.orElseGet(
              () -> {
                List<LandscapePoint> made = landscape(folder, trial, path, job, work);
                folder.write(file, made);
                return made;
              });
      landscapes.put(path.label(), points);
    }
    progress.finished(job);
    return landscapes;
  }

  private List<LandscapePoint> landscape(
      RunFolder folder, int trial, dev.basin.landscape.Path path, String job, WorkEstimate work) {
    try (PointerScope scope = new PointerScope()) {
      Tensor small = solution(folder, trial, Regime.SMALL);
      Tensor large = solution(folder, trial, Regime.LARGE);
      return new PathLandscape(objective(true), objective(false))
          .measure(
              path,
              small,
              large,
              PathLandscape.grid(-1, 2, config.points()),
              point -> {
                progress.say(job, String.format("%s α = %+.3f", path.label(), point.alpha()));
                progress.advance(work.landscapePoint());
              });
    }
  }

  private Tensor solution(RunFolder folder, int trial, Regime regime) {
    Path file = regime.solution(folder, trial);
    try {
      return Weights.load(file, network);
    } catch (WeightsFormatException | WeightsMismatchException e) {
      throw new RunFolderException(
          e.getMessage()
              + "; or remove "
              + regime.result(folder, trial)
              + " and resume, and the run will be redone",
          e);
    }
  }

  private DatasetObjective objective(boolean train) {
    return new DatasetObjective(
        network, train ? data.train() : data.test(), config.chunkSize(), workers, cancellation);
  }

  /** The seed of one of a trial's random streams. */
  static long streamSeed(ComparisonConfig config, int trial, String purpose) {
    return Seeds.derive(config.seed(), trial, purpose);
  }
}
