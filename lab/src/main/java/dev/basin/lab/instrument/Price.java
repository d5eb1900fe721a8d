package dev.basin.lab.instrument;

import dev.basin.network.Network;

/**
 * About what a measurement takes. Passes are counted in points: an evaluation of 10,000 points is
 * 10,000.
 *
 * @param evaluations points whose loss is evaluated
 * @param gradients points whose gradient is taken
 * @param products points whose product of the Hessian with a vector is taken
 * @param bytes the most memory it needs, the data apart
 */
public record Price(double evaluations, double gradients, double products, double bytes) {
  /** A product with the Hessian takes so many gradients: F1's 3, C1's 7. */
  private static final int PRODUCT = 7;

  /** Its floating-point operations with a network. */
  public double flops(Network network) {
    return evaluations * network.forwardFlops()
        + (gradients + PRODUCT * products) * network.gradientFlops();
  }

  /** Evaluations alone. */
  public static Price evaluations(double points, Sizes sizes) {
    return new Price(points, 0, 0, sizes.gradientBytes());
  }

  /** This and another, one after the other. */
  public Price and(Price other) {
    return new Price(
        evaluations + other.evaluations,
        gradients + other.gradients,
        products + other.products,
        Math.max(bytes, other.bytes));
  }
}
