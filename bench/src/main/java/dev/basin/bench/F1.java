package dev.basin.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The arithmetic of network F1 (Keskar et al. 2017, table 1): 784 → 5 × 512 → 10, fully connected.
 *
 * <p>Only the matrix products of a training step are counted: forward, weight gradients, and input
 * gradients of every layer but the first. BatchNorm, ReLU, loss and ADAM are work a contender does
 * on top, so a rate computed from these counts understates every contender alike.
 */
final class F1 {
  /** MNIST's training set. */
  static final int SAMPLES = 60_000;

  private static final int[] WIDTHS = {784, 512, 512, 512, 512, 512, 10};

  private F1() {}

  /** The products of one training step, in the memory order that they have there. */
  static List<MatrixProduct> products(int batch) {
    List<MatrixProduct> products = new ArrayList<>();
    for (int layer = 0; layer + 1 < WIDTHS.length; layer++) {
      int in = WIDTHS[layer];
      int out = WIDTHS[layer + 1];
      products.add(new MatrixProduct(batch, in, out, false, true)); // X Wᵀ, W: (out, in)
      products.add(new MatrixProduct(out, batch, in, true, false)); // dYᵀ X
      if (layer > 0) {
        products.add(new MatrixProduct(batch, out, in, false, false)); // dY W
      }
    }
    return products;
  }

  /** Floating-point operations of one epoch over MNIST; the batch size does not change them. */
  static long flopsOfEpoch() {
    return SAMPLES * products(1).stream().mapToLong(MatrixProduct::flops).sum();
  }
}
