package dev.basin.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * An affine layer as matrix products: a dense layer as it is, a convolution as the product of its
 * unrolled windows with its filters.
 *
 * @param places outputs of each filter for one point, 1 for a dense layer
 * @param inputs values that one output depends on
 * @param outputs filters
 */
record AffineShape(int places, int inputs, int outputs) {

  /** The products of a training step. */
  List<MatrixProduct> products(int batch, boolean inputGradient) {
    long rows = (long) batch * places;
    List<MatrixProduct> products = new ArrayList<>();
    products.add(new MatrixProduct(rows, inputs, outputs, false, true)); // X Wᵀ, W: (out, in)
    products.add(new MatrixProduct(outputs, rows, inputs, true, false)); // dYᵀ X
    if (inputGradient) {
      products.add(new MatrixProduct(rows, outputs, inputs, false, false)); // dY W
    }
    return products;
  }
}
