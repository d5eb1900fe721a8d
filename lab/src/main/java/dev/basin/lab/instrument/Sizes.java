package dev.basin.lab.instrument;

import dev.basin.network.Network;
import dev.basin.objective.Chunks;

/**
 * What the price of a measurement depends on.
 *
 * @param network the model
 * @param trainPoints training points that are looked at
 * @param testPoints test points
 * @param batch points of the largest training step
 * @param chunkSize the most points a chunk
 * @param activationMemory bytes of activations that one chunk may keep for a gradient
 * @param parallelism threads that may work on the chunks of one evaluation
 */
public record Sizes(
    Network network,
    int trainPoints,
    int testPoints,
    int batch,
    int chunkSize,
    long activationMemory,
    int parallelism) {
  /** The same where no activations are kept for gradients: the least that can be had. */
  public Sizes withoutActivations() {
    return new Sizes(network, trainPoints, testPoints, batch, chunkSize, 0, parallelism);
  }

  /** n, the number of weights. */
  public double n() {
    return network.layout().dimension();
  }

  /** Bytes of an evaluation with gradients, those of the helping threads' chunks included. */
  public double gradientBytes() {
    double activations = Math.min((double) activationMemory, chunk() * network.activationBytes());
    return threads() * (activations + 8 * n()) + 24 * n();
  }

  /** Bytes of products with the Hessian, beside the vectors of whoever asks for them. */
  public double productBytes() {
    return threads() * chunk() * network.hessianBytes();
  }

  private double chunk() {
    return new Chunks(trainPoints, chunkSize).largest();
  }

  /** That have a chunk to work on. */
  private double threads() {
    return Math.min(parallelism, new Chunks(trainPoints, chunkSize).count());
  }
}
