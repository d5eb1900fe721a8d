package dev.basin.lab;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.basin.data.EpochBatches;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.Evaluation;
import dev.basin.objective.FiniteLoss;
import dev.basin.objective.NonFiniteLossException;
import dev.basin.sharpness.BoxSharpness;
import dev.basin.sharpness.RandomSubspace;
import dev.basin.sharpness.SharpnessResult;
import dev.basin.train.Checkpoint;
import dev.basin.train.EpochMetrics;
import dev.basin.train.Stop;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingListener;
import dev.basin.train.TrainingResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** One job of a comparison: trains one regime of one trial and measures its solution. */
final class RegimeRun {
  private final ComparisonConfig config;
  private final Network network;
  private final TrainTestData data;
  private final Workers workers;
  private final Progress progress;
  private final Cancellation cancellation;
  private final Duration checkpointInterval;
  private final RunFolder folder;
  private final int trial;
  private final Regime regime;
  private final @Nullable RandomSubspace subspace;
  private final WorkEstimate work;
  private final String job;

  RegimeRun(
      ComparisonConfig config,
      Network network,
      TrainTestData data,
      Workers workers,
      Progress progress,
      Cancellation cancellation,
      Duration checkpointInterval,
      RunFolder folder,
      int trial,
      Regime regime,
      @Nullable RandomSubspace subspace) {
    this.config = config;
    this.network = network;
    this.data = data;
    this.workers = workers;
    this.progress = progress;
    this.cancellation = cancellation;
    this.checkpointInterval = checkpointInterval;
    this.folder = folder;
    this.trial = trial;
    this.regime = regime;
    this.subspace = subspace;
    this.work = new WorkEstimate(config, network, data.train().size(), data.test().size());
    this.job = "trial " + trial + " " + regime.label() + " batch";
  }

  /** Does what is not done yet. */
  RunResult run() {
    RunResult result = held().orElseGet(this::made);
    // also of a held result: a process may have been killed when it had written that
    folder.remove(regime.checkpoint(folder, trial));
    return result;
  }

  private Optional<RunResult> held() {
    Optional<RunResult> held =
        folder.read(regime.result(folder, trial), new TypeReference<RunResult>() {});
    held.ifPresent(result -> progress.skip(work.run(regime)));
    return held;
  }

  private RunResult made() {
    RunResult result = trainAndMeasure();
    folder.write(regime.result(folder, trial), result);
    progress.finished(job);
    return result;
  }

  private RunResult trainAndMeasure() {
    try (PointerScope scope = new PointerScope()) {
      Tensor start = torch.zeros(network.layout().dimension());
      network.initialise(start, Comparison.streamSeed(config, trial, "start"));
      if (regime == Regime.SMALL) {
        Weights.save(
            folder.file("trial-" + trial, "start.safetensors"), network, start, metadata());
      }
      Tensor x = start.clone();
      TrainingResult training = train(x);
      Weights.save(regime.solution(folder, trial), network, x, metadata());
      long begin = System.nanoTime();
      double distance =
          x.sub(start).to(torch.ScalarType.Double).norm(new Scalar(2.0)).item_double();
      if (training.stop() == Stop.DIVERGED || !x.isfinite().all().item_bool()) {
        return diverged(training, distance);
      }
      try {
        return measure(training, x, distance, begin);
      } catch (NonFiniteLossException e) {
        return diverged(training, distance); // at finite weights
      }
    }
  }

  private TrainingResult train(Tensor x) {
    TrainingConfig how = config.training(regime, trial, network);
    CheckpointedTraining training =
        new CheckpointedTraining(
            network,
            data,
            config.chunkSize(),
            how,
            regime.checkpoint(folder, trial),
            checkpointInterval,
            cancellation);
    Checkpoint from = training.saved();
    if (from != null) {
      progress.skip(from.epochs().size() * work.epoch(regime));
    }
    int runs = 2 * config.trials();
    TrainingResult result =
        training.run(
            x, from, workers, Math.max(1, workers.parallelism() / runs), listener(), state -> {});
    int unusedEpochs = how.stoppingRule().maxEpochs() - result.epochs().size();
    progress.skip(unusedEpochs * work.epoch(regime));
    return result;
  }

  private TrainingListener listener() {
    SmallLastBatch small = new SmallLastBatch(network, "--last-batch drop");
    return new TrainingListener() {
      @Override
      public void begins(int epoch, EpochBatches batches) {
        if (trial == 1) { // the other trials are cut alike
          small.about(batches).ifPresent(text -> progress.note(regime.label() + " batch, " + text));
        }
      }

      @Override
      public void epoch(EpochMetrics epoch) {
        progress.say(
            job,
            String.format(
                "epoch %d, loss %.4g, test accuracy %.2f %%",
                epoch.epoch(), epoch.trainLoss(), epoch.testAccuracy()));
        progress.advance(work.epoch(regime));
      }
    };
  }

  private RunResult measure(TrainingResult training, Tensor x, double distance, long begin) {
    DatasetObjective train =
        new DatasetObjective(network, data.train(), config.chunkSize(), workers, cancellation);
    DatasetObjective test =
        new DatasetObjective(network, data.test(), config.chunkSize(), workers, cancellation);
    progress.say(job, "evaluating the solution");
    Evaluation onTrain = train.evaluate(x);
    Evaluation onTest = test.evaluate(x);
    FiniteLoss.require(onTrain.loss());
    FiniteLoss.require(onTest.loss());
    progress.advance(work.landscapePoint());
    List<SharpnessResult> sharpness = new ArrayList<>();
    double gradientNorm;
    long seed = Comparison.streamSeed(config, trial, "restart");
    try (BoxSharpness box =
        new BoxSharpness(new CountedFunction(train, progress, work.gradient()), x)) {
      gradientNorm = box.gradientNorm();
      for (double epsilon : config.epsilons()) {
        progress.say(job, "sharpness, full space, ε = " + epsilon);
        sharpness.add(box.fullSpace(epsilon, config.maximizer(), seed));
      }
      if (subspace != null) {
        for (double epsilon : config.epsilons()) {
          progress.say(
              job, "sharpness, " + config.subspace() + "-dimensional subspace, ε = " + epsilon);
          sharpness.add(box.subspace(epsilon, subspace, config.subspaceMaximizer(), seed));
        }
      }
    }
    return new RunResult(
        regime.batchSize(config),
        training.epochs(),
        training.stop().label(),
        false,
        onTrain.loss(),
        onTrain.accuracy(),
        onTest.loss(),
        onTest.accuracy(),
        gradientNorm,
        distance,
        List.copyOf(sharpness),
        training.seconds(),
        (System.nanoTime() - begin) * 1e-9);
  }

  private RunResult diverged(TrainingResult training, double distance) {
    return new RunResult(
        regime.batchSize(config),
        training.epochs(),
        Stop.DIVERGED.label(),
        true,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        distance,
        List.of(),
        training.seconds(),
        0);
  }

  private Map<String, String> metadata() {
    return Map.of(
        "network", network.name(),
        "data", config.data(),
        "seed", Long.toString(config.seed()),
        "trial", Integer.toString(trial),
        "regime", regime.label());
  }
}
