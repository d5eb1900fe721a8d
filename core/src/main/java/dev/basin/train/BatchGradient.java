package dev.basin.train;

import dev.basin.engine.Team;
import dev.basin.network.BatchPasses;
import dev.basin.network.Network;
import dev.basin.objective.CrossEntropy;
import java.util.OptionalLong;
import org.bytedeco.pytorch.Tensor;

/**
 * The gradient of a batch's mean cross entropy, {@code (1/|B|) Σ_{i∈B} ∇f_i(x)}, written into the
 * flat vector g.
 *
 * @param passes through the network; closed with this
 */
record BatchGradient(BatchPasses passes) implements AutoCloseable {

  /**
   * Overwrites g with the gradient.
   *
   * @param inputs float32, shape (B, inputs)
   * @param labels int64, shape (B)
   * @param dropoutSeed seeds the masks of dropout layers; empty for no dropout
   * @return the logits, shape (B, classes), without gradient, in the caller's {@code PointerScope}
   */
  Tensor compute(Tensor inputs, Tensor labels, OptionalLong dropoutSeed) {
    Tensor logits = passes.forward(inputs, dropoutSeed);
    passes.backward(inputs, CrossEntropy.slope(logits, labels));
    return logits;
  }

  @Override
  public void close() {
    passes.close();
  }

  /**
   * By the network's own passes, or by autograd where it has none.
   *
   * @throws IllegalArgumentException if a batch does not fit the memory, or if the network has
   *     dropout and no passes of its own
   */
  static BatchGradient of(
      Network network, Tensor x, Tensor g, int largestBatch, StepConfig steps, Team team) {
    return new BatchGradient(
        network
            .stepPasses(x, g, largestBatch, steps.activationMemory(), steps.precision(), team)
            .orElseGet(() -> AutogradPasses.withoutDropout(network, x, g)));
  }

  /** By libtorch's autograd; for any network, without dropout. */
  static BatchGradient autograd(Network network, Tensor x, Tensor g) {
    return new BatchGradient(new AutogradPasses(network, x, g));
  }
}
