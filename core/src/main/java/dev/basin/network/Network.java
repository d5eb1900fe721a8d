package dev.basin.network;

import dev.basin.engine.PointShape;
import dev.basin.engine.Precision;
import dev.basin.engine.Team;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** A classifier: a function from a batch of inputs and one flat weight vector to logits. */
public interface Network {

  /** The name it is asked for by, such as {@code F1}. */
  String name();

  /** The shape of one point. */
  PointShape input();

  /** The number of input features of one point. */
  default long inputs() {
    return input().features();
  }

  /** Whether points of that shape can be put in: pictures of its own shape, or as many features. */
  default boolean accepts(PointShape shape) {
    return input().isImage() ? shape.equals(input()) : shape.features() == input().features();
  }

  /** The number of classes. */
  long classes();

  /** Where its weight tensors lie in the flat vector. */
  ParameterLayout layout();

  /**
   * The unnormalised log-probabilities of a batch, as it is evaluated: without dropout, and with
   * the batch's own statistics in BatchNorm.
   *
   * @param parameters views of the flat vector, made for {@link #layout()}
   * @param inputs shape (batch, inputs); a point's values in (height, width, channel) order
   * @return shape (batch, classes)
   */
  Tensor logits(Parameters parameters, Tensor inputs);

  /**
   * The statistics that the BatchNorm layers take of a batch, first layer first: mean and unbiased
   * variance of each feature of their inputs, evaluated as {@link #logits} does.
   *
   * @param parameters views of the flat vector
   * @param inputs shape (batch, inputs), at least 2 points
   */
  List<NormStatistics> batchStatistics(Parameters parameters, Tensor inputs);

  /**
   * The same network with constants in place of the batch's statistics. It has the same weights; a
   * point's logits no longer depend on what else is in the batch.
   *
   * @param statistics of each BatchNorm layer, first layer first
   * @throws IllegalArgumentException if their number or sizes are not this network's
   */
  Network normalisedBy(List<NormStatistics> statistics);

  /**
   * Sets x to a random start: Glorot-uniform weights, zero biases, BatchNorm γ = 1 and β = 0.
   *
   * @param x receives the start, shape (n)
   * @param seed seeds this start's own generator
   */
  void initialise(Tensor x, long seed);

  /**
   * A faster way to the logits and the gradient of a batch than autograd, if this network has one.
   * Logits have the same bits whether or not a gradient is wanted. Its tensors are its own; x and g
   * must outlive it.
   *
   * @param x the flat weights, shape (n), float32
   * @param g receives the flat gradient, shape (n); null if only forward passes are wanted
   * @param largestBatch the most points of a batch
   * @param activationMemory bytes that the kept activations of a batch may take; what does not fit
   *     is computed again in the backward pass
   * @param team who computes; the bits do not depend on its size
   * @throws IllegalArgumentException if the batch does not fit the memory in any way
   */
  Optional<BatchPasses> passes(
      Tensor x, @Nullable Tensor g, int largestBatch, long activationMemory, Team team);

  /**
   * The fastest {@link #passes} for steps of training, where the last bits of the logits do not
   * matter.
   *
   * @param precision of the products
   */
  Optional<BatchPasses> stepPasses(
      Tensor x, Tensor g, int largestBatch, long activationMemory, Precision precision, Team team);

  /** Whether it has layers that behave otherwise in training than in evaluation. */
  boolean hasDropout();

  /** Whether a point's logits depend on the others of its batch. */
  boolean hasBatchNorm();

  /**
   * The fewest points of a batch of which its BatchNorm layers can take statistics: 2 where one has
   * a single value a point, whose deviation from the mean of one point is 0 whatever the input;
   * else 1.
   */
  default int fewestPoints() {
    return hasBatchNorm() ? 2 : 1;
  }

  /** Its layers, for people and records. */
  List<LayerSummary> summary();

  /** Floating-point operations of one forward pass of one point, counting a multiply-add as two. */
  long forwardFlops();

  /** Floating-point operations of the gradient for one point: forward and backward. */
  long gradientFlops();

  /** Bytes of activations that the gradient of one point keeps, if all are kept. */
  long activationBytes();

  /**
   * About the most bytes that a product with the Hessian takes for one point while it is made, in
   * float32: what double backward keeps of every layer.
   */
  long hessianBytes();
}
