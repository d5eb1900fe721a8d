package dev.basin.curvature;

import dev.basin.engine.Range;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Hutch++ (Meyer, Musco, Musco and Woodruff 2021): with Q an orthonormal basis of {@code A S}, S
 * random signs,
 *
 * <pre>
 * tr A = tr QᵀAQ + tr (I − QQᵀ) A (I − QQᵀ)
 * </pre>
 *
 * <p>The first part is exact; only the second is estimated by {@link Hutchinson}'s samples, of
 * which the standard error is. A third of the products goes into each of {@code A S}, {@code A Q}
 * and the samples. Better than {@link Hutchinson} where a few eigenvalues make most of the trace,
 * as in the Hessians of trained networks.
 */
public final class HutchPlusPlus {
  /** The most products. */
  public static final int MOST_PRODUCTS = 1_000_000;

  private static final Range PRODUCTS = Range.count(6, MOST_PRODUCTS);

  private final int products;
  private final long seed;
  private final IntConsumer afterProduct;

  /**
   * Describes the estimate.
   *
   * @param products with the matrix, from 6 to {@link #MOST_PRODUCTS}
   * @param seed makes the random vectors
   * @param afterProduct hears of the number of products after each
   */
  public HutchPlusPlus(int products, long seed, IntConsumer afterProduct) {
    this.products = PRODUCTS.require(products, "products");
    this.seed = seed;
    this.afterProduct = afterProduct;
  }

  /** Bytes of the vectors that are held for a matrix of n rows. */
  public static double bytes(int products, long n) {
    return (Math.min(products / 3, n) + 3.0) * n * Double.BYTES;
  }

  /**
   * The trace.
   *
   * @param operator A; memory for {@code (products/3 + 3) n} float64 numbers
   */
  public Estimate of(SymmetricOperator operator) {
    long n = operator.dimension();
    int sketch = (int) Math.min(n, products / 3);
    int probes = Math.max(2, products - 2 * sketch);
    try (PointerScope scope = new PointerScope()) {
      Tensor basis = Vectors.zeros(sketch, n);
      Tensor product = Vectors.zeros(n);
      int made = 0;
      int rank = 0;
      for (int k = 0; k < sketch; k++) {
        try (PointerScope one = new PointerScope()) {
          operator.multiply(Probes.signs(n, seed, "sketch", k), product);
          afterProduct.accept(++made);
          double before = Vectors.norm(product);
          for (int pass = 0; pass < 2; pass++) {
            Vectors.project(basis.narrow(0, 0, rank), product);
          }
          double length = Vectors.norm(product);
          if (length > 1e-10 * before) {
            basis.select(0, rank++).copy_(product).div_(new Scalar(length));
          }
        }
      }
      Tensor q = basis.narrow(0, 0, rank);
      double exact = 0;
      for (int k = 0; k < rank; k++) {
        operator.multiply(q.select(0, k), product);
        afterProduct.accept(++made);
        exact += q.select(0, k).dot(product).item_double();
      }
      double[] samples = new double[probes];
      for (int k = 0; k < probes; k++) {
        try (PointerScope one = new PointerScope()) {
          Tensor g = Probes.signs(n, seed, "remainder", k);
          Vectors.project(q, g);
          operator.multiply(g, product);
          afterProduct.accept(++made);
          samples[k] = g.dot(product).item_double();
        }
      }
      return Estimate.of(exact, samples);
    }
  }
}
