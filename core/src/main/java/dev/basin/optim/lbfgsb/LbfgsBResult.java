package dev.basin.optim.lbfgsb;

import org.bytedeco.pytorch.Tensor;

/**
 * What {@link LbfgsB} found. Owns the native memory of {@code point}: close it.
 *
 * @param point the last accepted iterate, shape (n), float64
 * @param f the function there
 * @param iterations completed
 * @param evaluations of the function and its gradient that were finite
 * @param nonFinite evaluations that were not finite: their points count as not evaluated
 * @param termination why it ended
 */
public record LbfgsBResult(
    Tensor point,
    double f,
    int iterations,
    int evaluations,
    int nonFinite,
    LbfgsBTermination termination)
    implements AutoCloseable {

  /** Frees the point. */
  @Override
  public void close() {
    point.close();
  }
}
