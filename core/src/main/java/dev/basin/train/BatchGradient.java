package dev.basin.train;

import dev.basin.engine.Team;
import dev.basin.network.BatchPasses;
import dev.basin.network.Network;
import dev.basin.network.Parameters;
import dev.basin.objective.CrossEntropy;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.pytorch.Tensor;

/** The gradient of one batch's mean cross entropy, written into the flat vector g. */
interface BatchGradient extends AutoCloseable {

  /**
   * Overwrites g with the gradient.
   *
   * @param inputs float32, shape (B, inputs)
   * @param labels int64, shape (B)
   * @param dropoutSeed seeds the masks of dropout layers; empty for no dropout
   * @return the logits, shape (B, classes), without gradient, in the caller's {@code PointerScope}
   */
  Tensor compute(Tensor inputs, Tensor labels, OptionalLong dropoutSeed);

  @Override
  void close();

  /**
   * The network's own way, or autograd where it has none.
   *
   * @throws IllegalArgumentException if a batch does not fit the memory, or if the network has
   *     dropout and no way of its own
   */
  static BatchGradient of(
      Network network, Tensor x, Tensor g, int largestBatch, StepConfig steps, Team team) {
    Optional<BatchPasses> passes =
        network.stepPasses(x, g, largestBatch, steps.activationMemory(), steps.precision(), team);
    if (passes.isPresent()) {
      return new ByHand(passes.get());
    }
    if (network.hasDropout()) {
      throw new IllegalArgumentException(
          "network "
              + network.name()
              + " has dropout in a place where only evaluation is known; expected it behind a ReLU"
              + " (and its max pooling)");
    }
    return autograd(network, x, g);
  }

  /** By libtorch's autograd; for any network, without dropout. */
  static BatchGradient autograd(Network network, Tensor x, Tensor g) {
    return new Autograd(network, Parameters.withGradient(network.layout(), x, g), g);
  }

  /** By the network's own passes. */
  record ByHand(BatchPasses passes) implements BatchGradient {
    @Override
    public Tensor compute(Tensor inputs, Tensor labels, OptionalLong dropoutSeed) {
      Tensor logits = passes.forward(inputs, dropoutSeed);
      passes.backward(inputs, CrossEntropy.slope(logits, labels));
      return logits;
    }

    @Override
    public void close() {
      passes.close();
    }
  }

  /** By autograd; the parameters belong to the scope that was open when they were made. */
  record Autograd(Network network, Parameters parameters, Tensor g) implements BatchGradient {
    @Override
    public Tensor compute(Tensor inputs, Tensor labels, OptionalLong dropoutSeed) {
      g.zero_();
      Tensor logits = network.logits(parameters, inputs);
      CrossEntropy.mean(logits, labels).backward();
      return logits.detach();
    }

    @Override
    public void close() {
      // its tensors belong to the caller's scope
    }
  }
}
