package dev.basin.curvature;

import dev.basin.engine.Range;
import dev.basin.engine.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The trace of a symmetric matrix from products with random sign vectors: {@code tr A = E[vᵀ A v]}
 * (Hutchinson 1990). The variance of one sample is {@code 2 Σ_{i≠j} A_ij²}.
 */
public final class Hutchinson {
  /** The most vectors: a sample of each is kept for every block. */
  public static final int MOST_PROBES = 100_000;

  private static final Range PROBES = Range.count(2, MOST_PROBES);

  private final int probes;
  private final long seed;
  private final IntConsumer afterProduct;

  /**
   * Describes the estimate.
   *
   * @param probes how many vectors, each one product, from 2 to {@link #MOST_PROBES}
   * @param seed makes the vectors
   * @param afterProduct hears of the number of products after each
   */
  public Hutchinson(int probes, long seed, IntConsumer afterProduct) {
    this.probes = PROBES.require(probes, "probes");
    this.seed = seed;
    this.afterProduct = afterProduct;
  }

  /** The trace of the whole matrix. */
  public Estimate of(SymmetricOperator operator) {
    return of(operator, List.of(new Segment("all", 0, operator.dimension()))).get(0);
  }

  /**
   * The traces of diagonal blocks, from the same products: {@code tr A_SS = E[v_Sᵀ (A v)_S]}, since
   * signs of different segments are independent.
   *
   * @param operator A
   * @param segments the blocks
   * @return one estimate a segment
   */
  public List<Estimate> of(SymmetricOperator operator, List<Segment> segments) {
    double[][] samples = new double[segments.size()][probes];
    try (PointerScope scope = new PointerScope()) {
      Tensor product = Vectors.zeros(operator.dimension());
      for (int k = 0; k < probes; k++) {
        try (PointerScope probe = new PointerScope()) {
          Tensor v = Probes.signs(operator.dimension(), seed, "hutchinson", k);
          operator.multiply(v, product);
          for (int s = 0; s < segments.size(); s++) {
            Segment segment = segments.get(s);
            samples[s][k] = segment.of(v).dot(segment.of(product)).item_double();
          }
          afterProduct.accept(k + 1);
        }
      }
    }
    List<Estimate> estimates = new ArrayList<>();
    for (double[] ofSegment : samples) {
      estimates.add(Estimate.of(0, ofSegment));
    }
    return List.copyOf(estimates);
  }
}
