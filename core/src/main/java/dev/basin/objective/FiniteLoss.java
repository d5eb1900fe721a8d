package dev.basin.objective;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * What every instrument needs of the point x that it measures: a finite f(x), with a finite
 * gradient and finite products with the Hessian where it asks for them. All instruments refuse the
 * rest in the same words.
 */
public final class FiniteLoss {
  private FiniteLoss() {}

  /**
   * Passes f(x) on.
   *
   * @throws NonFiniteLossException if it is not finite
   */
  public static double require(double loss) {
    return require(loss, "");
  }

  /**
   * Passes f(x) on.
   *
   * @param where more of x, such as {@code " at FILE"}
   * @throws NonFiniteLossException if it is not finite
   */
  public static double require(double loss, String where) {
    if (!Double.isFinite(loss)) {
      throw new NonFiniteLossException(
          "f(x) is "
              + loss
              + where
              + "; every instrument needs a finite loss: training has diverged, take weights from"
              + " before that");
    }
    return loss;
  }

  /**
   * Refuses a gradient, or a product with the Hessian, with elements that are not finite.
   *
   * @param what it is, such as {@code "the gradient of f at x"}
   * @param vector any tensor
   * @throws NonFiniteLossException if an element is not finite
   */
  public static void requireFinite(String what, Tensor vector) {
    try (PointerScope scope = new PointerScope()) {
      if (!vector.isfinite().all().item_bool()) {
        throw new NonFiniteLossException(
            what + " is not finite; every instrument needs a loss that is finite around x");
      }
    }
  }
}
