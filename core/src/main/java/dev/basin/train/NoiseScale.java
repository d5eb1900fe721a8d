package dev.basin.train;

/**
 * The simple noise scale of the gradient, {@code B_simple = tr Σ / |G|²}, with G the gradient of
 * the whole loss and Σ the covariance of one point's gradient: about the batch size up to which a
 * larger batch saves steps (McCandlish, Kaplan, Amodei et al. 2018, equation 2.9 and appendix A.1).
 *
 * <p>A step that takes the gradients of b and of B points gives unbiased estimates of both,
 *
 * <pre>
 * |G|² ≈ (B |G_B|² − b |G_b|²) / (B − b)
 * tr Σ ≈ (|G_b|² − |G_B|²) / (1/b − 1/B)
 * </pre>
 *
 * <p>which are averaged over steps, each apart, and then divided. Not for several threads.
 */
public final class NoiseScale {
  private long steps;
  private double sumSquare;
  private double sumTrace;
  private double sumSquare2;
  private double sumTrace2;
  private double sumProduct;
  private double sumBatchNorm;

  /**
   * Adds a step.
   *
   * @param part b, at least 1
   * @param batch B, larger than b
   * @param partSquaredNorm |G_b|², of one part or the mean over several
   * @param batchSquaredNorm |G_B|²
   */
  public void add(long part, long batch, double partSquaredNorm, double batchSquaredNorm) {
    if (part < 1 || batch <= part) {
      throw new IllegalArgumentException(
          "batches of " + part + " and " + batch + " points; expected 1 <= b < B");
    }
    double square = (batch * batchSquaredNorm - part * partSquaredNorm) / ((double) batch - part);
    double trace = (partSquaredNorm - batchSquaredNorm) / (1.0 / part - 1.0 / batch);
    steps++;
    sumSquare += square;
    sumTrace += trace;
    sumSquare2 += square * square;
    sumTrace2 += trace * trace;
    sumProduct += square * trace;
    sumBatchNorm += batchSquaredNorm;
  }

  /** Steps added. */
  public long steps() {
    return steps;
  }

  /** The estimate of |G|²; NaN without steps. */
  public double squaredGradient() {
    return sumSquare / steps;
  }

  /** The estimate of tr Σ; NaN without steps. */
  public double trace() {
    return sumTrace / steps;
  }

  /** The mean of |G_B|²; NaN without steps. */
  public double batchSquaredNorm() {
    return sumBatchNorm / steps;
  }

  /** B_simple, in points; without bound, negative or NaN where |G|² is drowned in noise. */
  public double points() {
    return trace() / squaredGradient();
  }

  /**
   * An interval of B_simple by Fieller's theorem, as if steps were independent and the weights the
   * same.
   *
   * @param quantile Student's t for {@code steps − 1} degrees of freedom, such as 1.98 for 95 % and
   *     100 steps
   */
  public RatioInterval interval(double quantile) {
    double n = steps;
    double squares = sumSquare2 - sumSquare * sumSquare / n;
    double traces = sumTrace2 - sumTrace * sumTrace / n;
    double products = sumProduct - sumSquare * sumTrace / n;
    double divisor = n * (n - 1); // of the mean's variance
    return RatioInterval.fieller(
        trace(),
        squaredGradient(),
        traces / divisor,
        squares / divisor,
        products / divisor,
        quantile);
  }
}
