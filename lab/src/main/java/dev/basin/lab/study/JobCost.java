package dev.basin.lab.study;

import dev.basin.lab.WorkEstimate;
import dev.basin.network.Network;
import dev.basin.objective.Chunks;
import dev.basin.sharpness.RandomSubspace;
import dev.basin.train.NoiseProbe;
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
  /** As F1 and C1 take to {@link Instruments}' tolerance: 5 to 11. */
  private static final int EIGENVALUE_PRODUCTS = 10;

  /** A product with the Hessian takes so many gradients: F1's 3, C1's 7. */
  private static final int PRODUCT = 7;

  /** Vectors of n float64 numbers of L-BFGS-B, its history and the box. */
  private static final int SHARPNESS_VECTORS = 32;

  /** Vectors of n float32 numbers of a training run with its optimiser and its saved state. */
  private static final int TRAINING_VECTORS = 10;

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

  double gradient() {
    return (double) trainPoints * network.gradientFlops();
  }

  double of(Measurement measurement) {
    if (measurement instanceof Measurement.Sharpness sharpness) {
      return WorkEstimate.gradients(sharpness.maximizer()) * gradient();
    }
    if (measurement instanceof Measurement.Eigenvalue eigenvalue) {
      double points = points(eigenvalue.limit());
      return EIGENVALUE_PRODUCTS * PRODUCT * points * network.gradientFlops();
    }
    if (measurement instanceof Measurement.Steepness steepness) {
      double evaluations = 1 + (double) steepness.directions() * steepness.radii().size();
      return evaluations * points(steepness.limit()) * network.forwardFlops();
    }
    if (measurement instanceof Measurement.GradientNoise noise) {
      double batch = Math.min(config.training(network).largestBatch(), trainPoints);
      return (double) NoiseProbe.PRICE * noise.steps() * batch * network.gradientFlops();
    }
    return evaluation();
  }

  /** Of the training points, those that a measurement looks at. */
  private int points(int limit) {
    return limit == 0 ? trainPoints : Math.min(limit, trainPoints);
  }

  double path(PathMeasure measure) {
    return measure.points() * evaluation();
  }

  double trainingBytes() {
    double batch = Math.min(config.training(network).largestBatch(), trainPoints);
    double activations =
        Math.min((double) config.steps().activationMemory(), batch * network.activationBytes());
    return TRAINING_VECTORS * 4.0 * n()
        + activations
        + 2 * batch * network.inputs() * 4.0
        + evaluationBytes();
  }

  double bytes(Measurement measurement) {
    if (measurement instanceof Measurement.Sharpness sharpness) {
      double space =
          sharpness.subspace() == 0
              ? SHARPNESS_VECTORS * 8.0 * n()
              : Math.min(
                  (double) RandomSubspace.DEFAULT_MEMORY_BUDGET, 4.0 * n() * sharpness.subspace());
      return space + evaluationBytes();
    }
    if (measurement instanceof Measurement.Eigenvalue eigenvalue) {
      int points = points(eigenvalue.limit());
      double activations = chunk(points) * network.hessianBytes();
      return 30 * 4.0 * n() + threads(points) * activations;
    }
    return evaluationBytes();
  }

  /** Of a whole evaluation with gradients, the helping threads' chunks included. */
  double evaluationBytes() {
    double activations =
        Math.min((double) activationMemory, chunk(trainPoints) * network.activationBytes());
    return threads(trainPoints) * (activations + 8.0 * n()) + 24.0 * n();
  }

  private double chunk(int points) {
    return new Chunks(points, config.chunkSize()).largest();
  }

  /** That have a chunk to work on. */
  private double threads(int points) {
    return Math.min(parallelism, new Chunks(points, config.chunkSize()).count());
  }

  private double n() {
    return network.layout().dimension();
  }
}
