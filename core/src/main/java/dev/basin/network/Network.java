package dev.basin.network;

import dev.basin.engine.Team;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A classifier: a function from a batch of inputs and one flat weight vector to logits. */
public interface Network {

  /** The name it is asked for by, such as {@code F1}. */
  String name();

  /** The number of input features of one point. */
  long inputs();

  /** The number of classes. */
  long classes();

  /** Where its weight tensors lie in the flat vector. */
  ParameterLayout layout();

  /**
   * The unnormalised log-probabilities of a batch.
   *
   * @param parameters views of the flat vector, made for {@link #layout()}
   * @param inputs shape (batch, inputs)
   * @return shape (batch, classes)
   */
  Tensor logits(Parameters parameters, Tensor inputs);

  /**
   * Sets x to a random start: Glorot-uniform weights, zero biases, BatchNorm γ = 1 and β = 0.
   *
   * @param x receives the start, shape (n)
   * @param seed seeds this start's own generator
   */
  void initialise(Tensor x, long seed);

  /**
   * A faster way to the gradient of one batch than autograd, if this network has one.
   *
   * @param x the flat weights, shape (n)
   * @param g receives the flat gradient, shape (n)
   * @param largestBatch the most points of a batch
   * @param team who computes
   */
  Optional<BlockedGradient> blockedGradient(Tensor x, Tensor g, int largestBatch, Team team);

  /** Floating-point operations of one forward pass of one point, counting a multiply-add as two. */
  long forwardFlops();

  /** Floating-point operations of the gradient for one point: forward and backward. */
  long gradientFlops();
}
