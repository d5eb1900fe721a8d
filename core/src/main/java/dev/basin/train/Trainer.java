package dev.basin.train;

import dev.basin.data.BatchSampler;
import dev.basin.data.Dataset;
import dev.basin.data.EpochBatches;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.RandomStream;
import dev.basin.engine.Team;
import dev.basin.network.Network;
import dev.basin.objective.CrossEntropy;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.Evaluation;
import dev.basin.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Mini-batch training of one network in the calling thread: {@code x ← step(x, (1/|B|) Σ_{i∈B}
 * ∇f_i(x))} over batches B drawn without replacement (Keskar et al. 2017, equation 2).
 */
public final class Trainer {
  private final Network network;
  private final TrainTestData data;
  private final DatasetObjective test;
  private final TrainingConfig config;
  private final TrainingListener listener;
  private final Cancellation cancellation;

  /**
   * Makes a trainer.
   *
   * @param network the model
   * @param data training points, and test points for the curve
   * @param test the objective over the test points
   * @param config how to train
   * @param listener hears of steps and epochs
   * @param cancellation checked at each step
   */
  public Trainer(
      Network network,
      TrainTestData data,
      DatasetObjective test,
      TrainingConfig config,
      TrainingListener listener,
      Cancellation cancellation) {
    this.network = network;
    this.data = data;
    this.test = test;
    this.config = config;
    this.listener = listener;
    this.cancellation = cancellation;
  }

  /**
   * Trains until the stopping rule says so. Diverged training is a result, not an error.
   *
   * @param x the start, shape (n), float32; holds the solution afterwards
   * @param from where to go on from, or null for a fresh start
   * @param saver receives the state after each epoch; its tensors are live, so copy or write them
   *     before returning
   * @param team who computes the steps, as many as are free at each; the bits do not depend on its
   *     size
   * @throws CheckpointMismatchException if {@code from} is another run's; x may be changed then
   * @throws IllegalArgumentException if a batch may become larger than the data, or is smaller than
   *     the network's BatchNorm needs
   * @throws CancellationException if a stop was requested; everything up to the last epoch has been
   *     offered to {@code saver}
   */
  public TrainingResult train(
      Tensor x, @Nullable Checkpoint from, Consumer<Checkpoint> saver, Team team) {
    Dataset train = data.train();
    config.requireStatistics(network);
    try (PointerScope scope = new PointerScope()) {
      Tensor g = torch.zeros_like(x);
      List<EpochMetrics> epochs = new ArrayList<>();
      RandomStream shuffle = new RandomStream(config.shuffleSeed());
      MonitorLoss monitor = new MonitorLoss(network, train, config.shuffleSeed());
      try (BatchGradient gradient =
              BatchGradient.of(network, x, g, largestPass(), config.steps(), team);
          TrainingRun run = new TrainingRun(network, train, config, x, g, gradient, monitor, team);
          BatchLoader loader = new BatchLoader(train)) {
        Optimizer optimizer = run.optimizer();
        config.hooks().forEach(hook -> hook.install(run));
        if (from != null) {
          restore(run, from);
          epochs.addAll(from.epochs());
          shuffle = RandomStream.fromState(from.samplerState());
        }
        // refuses now what would not fit later
        BatchSampler sampler = new BatchSampler(train.size(), config.largestBatch(), shuffle);
        Stop stop = config.stoppingRule().after(epochs);
        while (stop == Stop.NOT_YET) {
          EpochMetrics metrics = epoch(epochs.size() + 1, run, sampler, loader, team);
          epochs.add(metrics);
          listener.epoch(metrics);
          saver.accept(
              new Checkpoint(
                  List.copyOf(epochs),
                  x,
                  optimizer.steps(),
                  optimizer.state(),
                  shuffle.state(),
                  run.state()));
          stop = config.stoppingRule().after(epochs);
        }
        run.end();
        return new TrainingResult(List.copyOf(epochs), stop);
      }
    }
  }

  private static void restore(TrainingRun run, Checkpoint from) {
    try {
      run.x().copy_(from.x());
      run.optimizer().restore(from.optimizerSteps(), from.optimizerState());
      run.restore(from.hookState());
    } catch (IllegalArgumentException e) {
      throw new CheckpointMismatchException(String.valueOf(e.getMessage()), e);
    }
  }

  private int largestPass() {
    int points = data.train().size();
    int largest =
        config.batches(network, points, Math.min(config.largestBatch(), points)).largest();
    for (TrainingHook hook : config.hooks()) {
      largest = hook.largestPass(largest);
    }
    return largest;
  }

  private EpochMetrics epoch(
      int number, TrainingRun run, BatchSampler sampler, BatchLoader loader, Team team) {
    long begin = System.nanoTime();
    double lossSum;
    long correct;
    run.beginEpoch(number);
    EpochBatches batches = config.batches(network, data.train().size(), run.wholeBatch());
    int points = batches.visited();
    listener.begins(number, batches);
    try (PointerScope scope = new PointerScope()) {
      Tensor losses = torch.zeros(new long[] {}, new TensorOptions(torch.ScalarType.Double));
      Tensor hits = torch.zeros(new long[] {}, new TensorOptions(torch.ScalarType.Long));
      int[] done = {0};
      loader.forEach(
          sampler.nextEpoch(batches),
          (inputs, chosen) -> run.transform(inputs, chosen, number),
          batch -> {
            cancellation.check();
            team.adapt();
            double rateFactor = rateFactor(number, (done[0] + batch.size() / 2.0) / points);
            step(batch, run.update(), rateFactor, losses, hits);
            done[0] += batch.size();
            listener.step(number, done[0], points);
          });
      lossSum = losses.item_double();
      correct = hits.item_long();
    }
    run.endEpoch(number);
    double seconds = (System.nanoTime() - begin) * 1e-9;
    team.rest(); // the evaluation borrows whom it can
    Evaluation onTest = test.evaluate(run.x());
    return new EpochMetrics(
        number,
        lossSum / points,
        100.0 * correct / points,
        onTest.loss(),
        onTest.accuracy(),
        seconds);
  }

  /**
   * What the learning rate is multiplied by at a step. Its progress is that at its middle, so that
   * a warm-up from 0 does not waste the first step.
   *
   * @param share of the epoch's points before the middle of the step
   */
  private double rateFactor(int epoch, double share) {
    return config.optimizer().schedule().factor(epoch - 1 + share);
  }

  /** One step; adds the batch's summed loss and its hits to the epoch's. */
  private static void step(
      BatchLoader.Batch batch, Update update, double rateFactor, Tensor losses, Tensor hits) {
    try (PointerScope scope = new PointerScope()) {
      Tensor logits = update.step(batch.inputs(), batch.labels(), rateFactor);
      Tensor loss = CrossEntropy.mean(logits, batch.labels());
      losses.add_(loss, new Scalar((double) batch.size()));
      hits.add_(CrossEntropy.correct(logits, batch.labels()));
    }
  }
}
