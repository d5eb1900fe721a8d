package dev.basin.train;

import dev.basin.network.BatchPasses;
import dev.basin.network.Network;
import dev.basin.network.Parameters;
import java.util.OptionalLong;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Passes by libtorch's autograd, for networks that have none of their own; without dropout. Tensors
 * that it keeps belong to the scope that was open when it was made, or to that of {@link #forward},
 * which must still be open for {@link #backward}.
 */
final class AutogradPasses implements BatchPasses {
  private final Network network;
  private final Parameters parameters;
  private final Tensor g;
  private @Nullable Tensor leaf;
  private @Nullable Tensor logits;

  AutogradPasses(Network network, Tensor x, Tensor g) {
    this.network = network;
    this.parameters = Parameters.withGradient(network.layout(), x, g);
    this.g = g;
  }

  /**
   * The same for training.
   *
   * @throws IllegalArgumentException if the network has dropout
   */
  static AutogradPasses withoutDropout(Network network, Tensor x, Tensor g) {
    if (network.hasDropout()) {
      throw new IllegalArgumentException(
          "network "
              + network.name()
              + " has dropout in a place where only evaluation is known; expected it behind a ReLU"
              + " (and its max pooling)");
    }
    return new AutogradPasses(network, x, g);
  }

  @Override
  public Tensor forward(Tensor batch, OptionalLong dropoutSeed) {
    Tensor inputs = batch.detach();
    inputs.requires_grad_(true);
    leaf = inputs;
    Tensor made = network.logits(parameters, inputs);
    logits = made;
    return made.detach();
  }

  @Override
  public void backward(Tensor batch, Tensor slope, @Nullable Tensor inputSlope) {
    Tensor inputs = leaf;
    Tensor made = logits;
    if (inputs == null || made == null) {
      throw new IllegalStateException("backward without forward");
    }
    g.zero_();
    made.mul(slope).sum().backward();
    if (inputSlope != null) {
      inputSlope.copy_(inputs.grad());
    }
    leaf = null;
    logits = null;
  }

  @Override
  public void close() {
    // its tensors belong to the caller's scope
  }
}
