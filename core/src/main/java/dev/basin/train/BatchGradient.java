package dev.basin.train;

import dev.basin.engine.Team;
import dev.basin.network.BlockedGradient;
import dev.basin.network.Network;
import dev.basin.network.Parameters;
import dev.basin.objective.CrossEntropy;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** The gradient of one batch's mean cross entropy, written into the flat vector g. */
interface BatchGradient extends AutoCloseable {

  /**
   * Overwrites g with the gradient.
   *
   * @param inputs float32, shape (B, inputs)
   * @param labels int64, shape (B)
   * @return the logits, shape (B, classes), without gradient, in the caller's {@code PointerScope}
   */
  Tensor compute(Tensor inputs, Tensor labels);

  @Override
  void close();

  /** The network's own way, or autograd where it has none. */
  static BatchGradient of(Network network, Tensor x, Tensor g, int largestBatch, Team team) {
    Optional<BlockedGradient> blocked = network.blockedGradient(x, g, largestBatch, team);
    return blocked.isPresent() ? new Blocked(blocked.get()) : autograd(network, x, g);
  }

  /** By libtorch's autograd; for any network. */
  static BatchGradient autograd(Network network, Tensor x, Tensor g) {
    return new Autograd(network, Parameters.withGradient(network.layout(), x, g), g);
  }

  /** By hand, in blocks of features. */
  record Blocked(BlockedGradient gradient) implements BatchGradient {
    @Override
    public Tensor compute(Tensor inputs, Tensor labels) {
      Tensor logits = gradient.forward(inputs);
      gradient.backward(inputs, CrossEntropy.slope(logits, labels));
      return logits;
    }

    @Override
    public void close() {
      gradient.close();
    }
  }

  /** By autograd; the parameters belong to the scope that was open when they were made. */
  record Autograd(Network network, Parameters parameters, Tensor g) implements BatchGradient {
    @Override
    public Tensor compute(Tensor inputs, Tensor labels) {
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
