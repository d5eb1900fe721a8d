package dev.basin.objective;

import dev.basin.engine.Team;
import dev.basin.network.BatchPasses;
import dev.basin.network.Network;
import dev.basin.network.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * How the chunks of one evaluation are computed: by the network's own passes, of which each thread
 * that helps borrows one, or by autograd. All at the same x, in evaluation mode.
 */
final class ChunkWays implements AutoCloseable {
  private final Network network;
  private final Tensor x;
  private final int largestChunk;
  private final long activationMemory;
  private final boolean backward;
  private final ConcurrentLinkedQueue<Way> free = new ConcurrentLinkedQueue<>();
  private final List<Way> made = new ArrayList<>();

  /** Passes with a gradient of their own. */
  private record Way(BatchPasses passes, @Nullable Tensor g) {}

  /**
   * Makes nothing yet.
   *
   * @param network the model
   * @param x shape (n), float32, or float64 for autograd throughout; must outlive this
   * @param largestChunk the most points of a chunk
   * @param activationMemory bytes of activations that one chunk may keep; the rest is computed
   *     again
   * @param backward whether gradients are wanted
   */
  ChunkWays(Network network, Tensor x, int largestChunk, long activationMemory, boolean backward) {
    this.network = network;
    this.x = x;
    this.largestChunk = largestChunk;
    this.activationMemory = activationMemory;
    this.backward = backward;
  }

  /** The logits of a chunk, in the caller's scope. */
  Tensor logits(Tensor inputs) {
    Way way = borrow();
    if (way == null) {
      return network.logits(Parameters.of(network.layout(), x), inputs);
    }
    try {
      return way.passes().forward(inputs, OptionalLong.empty());
    } finally {
      free.add(way);
    }
  }

  /**
   * The mean loss of a chunk and its gradient.
   *
   * @param gradient receives the gradient, shape (n), dtype of x; holds zeros before
   */
  double valueAndGradient(Tensor inputs, Tensor labels, Tensor gradient) {
    Way way = borrow();
    if (way == null) {
      return byAutograd(inputs, labels, gradient);
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor logits = way.passes().forward(inputs, OptionalLong.empty());
      way.passes().backward(inputs, CrossEntropy.slope(logits, labels));
      if (way.g() != null) {
        gradient.copy_(way.g());
      }
      return CrossEntropy.mean(logits, labels).item_double();
    } finally {
      free.add(way);
    }
  }

  private double byAutograd(Tensor inputs, Tensor labels, Tensor gradient) {
    try (PointerScope scope = new PointerScope();
        AutoGradMode withGradient = new AutoGradMode(true)) {
      Tensor logits =
          network.logits(Parameters.withGradient(network.layout(), x, gradient), inputs);
      Tensor loss = CrossEntropy.mean(logits, labels);
      loss.backward();
      return loss.item_double();
    }
  }

  private @Nullable Way borrow() {
    Way idle = free.poll();
    return idle != null ? idle : make();
  }

  private @Nullable Way make() {
    if (x.scalar_type().intern() != torch.ScalarType.Float) {
      return null;
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor g = backward ? torch.zeros_like(x) : null;
      Team alone = new Team(1);
      Optional<BatchPasses> passes = network.passes(x, g, largestChunk, activationMemory, alone);
      if (passes.isEmpty()) {
        return null;
      }
      Way way = new Way(passes.get(), g == null ? null : g.retainReference());
      synchronized (made) {
        made.add(way);
      }
      return way;
    }
  }

  @Override
  public void close() {
    synchronized (made) {
      for (Way way : made) {
        way.passes().close();
        Tensor g = way.g();
        if (g != null) {
          g.releaseReference();
        }
      }
      made.clear();
    }
  }
}
