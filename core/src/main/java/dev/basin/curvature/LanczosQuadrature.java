package dev.basin.curvature;

import dev.basin.engine.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Stochastic Lanczos quadrature (Ubaru, Chen and Saad 2017; for networks Ghorbani, Krishnan and
 * Xiao 2019): from each random sign vector, {@code steps} of Lanczos's process; the eigenvalues of
 * its T are the nodes, the squared first elements of T's eigenvectors the weights.
 */
public final class LanczosQuadrature {
  /** The most random vectors. */
  public static final int MOST_STARTS = 10_000;

  /** The most products a vector: a dense eigenproblem of so many rows is solved for each. */
  public static final int MOST_STEPS = 2000;

  private static final Range STARTS = Range.count(2, MOST_STARTS);
  private static final Range STEPS = Range.count(1, MOST_STEPS);

  private final int starts;
  private final int steps;
  private final long seed;
  private final IntConsumer afterProduct;

  /**
   * Describes the quadrature.
   *
   * @param starts random vectors, from 2 to {@link #MOST_STARTS}
   * @param steps products a start, from 1 to {@link #MOST_STEPS}
   * @param seed makes the vectors
   * @param afterProduct hears of the number of products after each
   */
  public LanczosQuadrature(int starts, int steps, long seed, IntConsumer afterProduct) {
    this.starts = STARTS.require(starts, "starts");
    this.steps = STEPS.require(steps, "steps");
    this.seed = seed;
    this.afterProduct = afterProduct;
  }

  /** Bytes of the vectors that are held for a matrix of n rows. */
  public static double bytes(int steps, long n) {
    return (Math.min(steps, n) + 3.0) * n * Double.BYTES;
  }

  /**
   * The density.
   *
   * @param operator A; memory for {@code (steps + 2) n} float64 numbers
   */
  public SpectralDensity of(SymmetricOperator operator) {
    long n = operator.dimension();
    int most = (int) Math.min(n, steps);
    List<SpectralDensity.Quadrature> quadratures = new ArrayList<>();
    int products = 0;
    for (int k = 0; k < starts; k++) {
      try (PointerScope scope = new PointerScope();
          KrylovBasis basis =
              new KrylovBasis(operator, most, Probes.signs(n, seed, "quadrature", k))) {
        do {
          basis.extend();
          afterProduct.accept(++products);
        } while (basis.size() < most && !basis.isInvariant());
        KrylovBasis.Ritz ritz = basis.ritz();
        List<Double> nodes = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < ritz.values().length; i++) {
          double first = ritz.vectors()[i][0];
          nodes.add(ritz.values()[i]);
          weights.add(first * first);
        }
        quadratures.add(new SpectralDensity.Quadrature(List.copyOf(nodes), List.copyOf(weights)));
      }
    }
    return new SpectralDensity(n, quadratures);
  }
}
