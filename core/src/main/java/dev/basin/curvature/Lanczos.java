package dev.basin.curvature;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The largest and smallest eigenvalues of a symmetric matrix, with eigenvectors, by thick-restarted
 * Lanczos with full reorthogonalisation from a seeded random start (Lanczos 1950; Wu and Simon
 * 2000).
 *
 * <p>Each wanted eigenvalue is judged by its own size: it is converged when its residual is at most
 * the tolerance times |λ|. So an end of the spectrum near 0 is as well known as one that is a
 * million times larger, down to the rounding of products, about {@link
 * SymmetricOperator#relativeRounding} of the largest |λ|.
 *
 * <p>Memory: {@code (basis + 2) n} float64 numbers. An eigenvalue of some multiplicity is found
 * once, but where the matrix is so small that its whole space is spanned.
 */
public final class Lanczos {
  private final LanczosConfig config;
  private final IntConsumer afterProduct;

  /** Looks as the configuration says. */
  public Lanczos(LanczosConfig config) {
    this(config, products -> {});
  }

  /**
   * The same, and tells how far it is.
   *
   * @param config what to look for
   * @param afterProduct hears of the number of products after each
   */
  public Lanczos(LanczosConfig config, IntConsumer afterProduct) {
    this.config = config;
    this.afterProduct = afterProduct;
  }

  /**
   * Finds the eigenpairs.
   *
   * @param operator A
   * @throws IllegalArgumentException if more eigenvalues are wanted than A has
   * @throws ArithmeticException if a product is not finite
   */
  public Spectrum of(SymmetricOperator operator) {
    long n = operator.dimension();
    if (config.wanted() > n) {
      throw new IllegalArgumentException(
          config.wanted() + " eigenvalues wanted of a matrix of " + n + " rows");
    }
    int capacity = config.capacity(n);
    Tensor start = randomStart(n, 0);
    try (KrylovBasis basis = new KrylovBasis(operator, capacity, start)) {
      start.releaseReference();
      int products = 0;
      for (int starts = 1; ; ) {
        basis.extend();
        afterProduct.accept(++products);
        boolean spent = basis.size() == n || products == config.maxProducts();
        if (!spent && basis.isInvariant()) {
          spent = basis.size() == capacity || !continued(basis, n, starts++);
        }
        if (basis.size() < config.wanted() && !spent) {
          continue;
        }
        KrylovBasis.Ritz ritz = basis.ritz();
        int[] wanted = wanted(ritz.values().length, config.top(), config.bottom());
        double rounding = rounding(operator, ritz);
        List<Spectrum.Accuracy> accuracies = accuracies(ritz, wanted, rounding, basis.size() == n);
        boolean settled = !accuracies.contains(Spectrum.Accuracy.OPEN) && !basis.isInvariant();
        if (spent || settled) {
          return result(basis, ritz, wanted, accuracies, rounding, products);
        }
        if (basis.size() == capacity) {
          basis.restart(ritz, keptAtRestart(capacity));
        }
      }
    }
  }

  private boolean continued(KrylovBasis basis, long n, int start) {
    try (PointerScope scope = new PointerScope()) {
      return basis.continueWith(Probes.normal(n, config.seed(), "lanczos", start));
    }
  }

  private Tensor randomStart(long n, int number) {
    try (PointerScope scope = new PointerScope()) {
      return Probes.normal(n, config.seed(), "lanczos", number).retainReference();
    }
  }

  /** The first and the last of {@code size} Ritz values, as far as there are so many. */
  private static int[] wanted(int size, int top, int bottom) {
    return IntStream.range(0, size).filter(i -> i < top || i >= size - bottom).toArray();
  }

  /**
   * Beside those wanted, half of the room is for their neighbours, which else would have to be
   * found again.
   */
  private int[] keptAtRestart(int capacity) {
    int spare = (capacity - config.wanted()) / 2;
    int share = config.top() > 0 && config.bottom() > 0 ? spare / 2 : spare;
    return wanted(
        capacity,
        config.top() > 0 ? config.top() + share : 0,
        config.bottom() > 0 ? config.bottom() + share : 0);
  }

  /** What a product may be off by: a share of the largest |λ|, of which the Ritz values tell. */
  private static double rounding(SymmetricOperator operator, KrylovBasis.Ritz ritz) {
    double[] values = ritz.values();
    double largest = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
    return operator.relativeRounding() * largest;
  }

  /**
   * Of each wanted pair.
   *
   * @param whole whether the basis spans the whole space: then nothing is left to be found
   */
  private List<Spectrum.Accuracy> accuracies(
      KrylovBasis.Ritz ritz, int[] wanted, double rounding, boolean whole) {
    List<Spectrum.Accuracy> accuracies = new ArrayList<>();
    for (int i : wanted) {
      double enough = config.tolerance() * Math.abs(ritz.values()[i]);
      double residual = ritz.residuals()[i];
      if (enough < rounding && (whole || residual <= rounding)) {
        accuracies.add(Spectrum.Accuracy.AT_ROUNDING);
      } else if (whole || residual <= enough) {
        accuracies.add(Spectrum.Accuracy.CONVERGED);
      } else {
        accuracies.add(Spectrum.Accuracy.OPEN);
      }
    }
    return List.copyOf(accuracies);
  }

  private static Spectrum result(
      KrylovBasis basis,
      KrylovBasis.Ritz ritz,
      int[] wanted,
      List<Spectrum.Accuracy> accuracies,
      double rounding,
      int products) {
    List<Double> values = new ArrayList<>();
    List<Double> residuals = new ArrayList<>();
    for (int i : wanted) {
      values.add(ritz.values()[i]);
      residuals.add(ritz.residuals()[i]);
    }
    return new Spectrum(
        List.copyOf(values),
        List.copyOf(residuals),
        accuracies,
        rounding,
        basis.vectors(ritz, wanted),
        products);
  }
}
