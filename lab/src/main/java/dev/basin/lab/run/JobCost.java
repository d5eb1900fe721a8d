package dev.basin.lab.run;

import dev.basin.data.TrainTestData;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Price;
import dev.basin.lab.instrument.Sizes;
import dev.basin.lab.study.TrialConfig;
import dev.basin.network.Network;
import dev.basin.train.remedy.Remedies;

/**
 * About what the jobs of one trial cost.
 *
 * @param network the model
 * @param config the trial
 * @param trainPoints training points
 * @param testPoints test points
 * @param activationMemory bytes of activations that one chunk may keep
 * @param parallelism threads that may work on the chunks of one evaluation
 */
record JobCost(
    Network network,
    TrialConfig config,
    int trainPoints,
    int testPoints,
    long activationMemory,
    int parallelism) {
  /** Vectors of n float32 numbers of a training run with its saved state, but for its optimiser. */
  private static final int TRAINING_VECTORS = 10;

  /** Of a trial whose data are opened for it. */
  static JobCost of(JobContext context, Network network, TrialConfig config) {
    TrainTestData data = context.data().of(config, network);
    return new JobCost(
        network,
        config,
        data.train().size(),
        data.test().size(),
        context.activationMemory(),
        context.workers().parallelism());
  }

  double epoch() {
    double gradients = Remedies.parse(config.remedies()).gradients();
    return gradients * trainPoints * network.gradientFlops()
        + (double) testPoints * network.forwardFlops();
  }

  double training() {
    return config.training(network).stoppingRule().maxEpochs() * epoch() + evaluation();
  }

  double evaluation() {
    return ((double) trainPoints + testPoints) * network.forwardFlops();
  }

  /** About what a measurement takes. */
  Price price(Measurement what) {
    return Instruments.named(what.instrument()).price(what.settings(), sizes(points(what.limit())));
  }

  /** Of the training points, those that a measurement looks at. */
  private int points(int limit) {
    return limit == 0 ? trainPoints : Math.min(limit, trainPoints);
  }

  private Sizes sizes(int points) {
    int batch = Math.min(config.training(network).largestBatch(), trainPoints);
    return new Sizes(
        network, points, testPoints, batch, config.chunkSize(), activationMemory, parallelism);
  }

  double trainingBytes() {
    double batch = Math.min(config.training(network).largestBatch(), trainPoints);
    double activations =
        Math.min((double) config.steps().activationMemory(), batch * network.activationBytes());
    double vectors = Remedies.parse(config.remedies()).vectors(config.optimizer().vectors());
    return (TRAINING_VECTORS + vectors) * 4 * n()
        + activations
        + 2 * batch * network.inputs() * 4.0
        + sizes(trainPoints).gradientBytes();
  }

  private double n() {
    return network.layout().dimension();
  }
}
