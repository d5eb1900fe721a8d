package dev.basin.curvature;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A spectrum as stochastic Lanczos quadrature sees it: for each random start a few nodes θ and
 * weights w that sum to 1, so that {@code (1/n) Σ_i g(λ_i) ≈ Σ_k w_k g(θ_k)} for smooth g, exactly
 * so in expectation for polynomials of degree up to {@code 2 steps − 1}.
 *
 * @param dimension n
 * @param quadratures one a start, at least 2
 */
public record SpectralDensity(long dimension, List<Quadrature> quadratures) {
  private static final int CURVE_POINTS = 501;

  /**
   * Nodes and weights of one start.
   *
   * @param nodes θ, Ritz values, descending
   * @param weights w, non-negative, their sum 1
   */
  public record Quadrature(List<Double> nodes, List<Double> weights) {
    double sum(DoubleUnaryOperator g) {
      double sum = 0;
      for (int k = 0; k < nodes.size(); k++) {
        sum += weights.get(k) * g.applyAsDouble(nodes.get(k));
      }
      return sum;
    }
  }

  /**
   * A point of the smoothed density.
   *
   * @param eigenvalue t
   * @param density {@code (1/n) Σ_i N(t; λ_i, σ²)}, with its standard error over the starts
   */
  public record Point(double eigenvalue, Estimate density) {}

  /** Copies the list and checks it. */
  public SpectralDensity {
    quadratures = List.copyOf(quadratures);
    if (quadratures.size() < 2) {
      throw new IllegalArgumentException(
          quadratures.size() + " starts; a standard error needs at least 2");
    }
  }

  /** The smallest node. */
  public double smallest() {
    return quadratures.stream()
        .mapToDouble(q -> q.nodes().get(q.nodes().size() - 1))
        .min()
        .orElseThrow();
  }

  /** The largest node. */
  public double largest() {
    return quadratures.stream().mapToDouble(q -> q.nodes().get(0)).max().orElseThrow();
  }

  /** σ unless said otherwise: a hundredth of the range of nodes. */
  public double usualWidth() {
    return Math.max((largest() - smallest()) / 100, Double.MIN_NORMAL);
  }

  /** The density as it is usually shown: {@code curve(501, usualWidth())}. */
  public List<Point> curve() {
    return curve(CURVE_POINTS, usualWidth());
  }

  /**
   * The density on an even grid from {@code smallest − 3σ} to {@code largest + 3σ}.
   *
   * @param points of the grid, at least 2
   * @param sigma σ, the width of the Gaussian that each eigenvalue becomes, &gt; 0
   */
  public List<Point> curve(int points, double sigma) {
    if (points < 2 || !(sigma > 0)) {
      throw new IllegalArgumentException(
          "points is " + points + ", sigma " + sigma + "; expected at least 2 and > 0");
    }
    double from = smallest() - 3 * sigma;
    double step = (largest() + 3 * sigma - from) / (points - 1);
    List<Point> curve = new ArrayList<>();
    for (int k = 0; k < points; k++) {
      double t = from + k * step;
      curve.add(new Point(t, mean(theta -> gaussian(t - theta, sigma))));
    }
    return List.copyOf(curve);
  }

  private static double gaussian(double distance, double sigma) {
    double z = distance / sigma;
    return Math.exp(-z * z / 2) / (sigma * Math.sqrt(2 * Math.PI));
  }

  /** How many eigenvalues are larger than a threshold: {@code n · (1/n) Σ_i [λ_i > τ]}. */
  public Estimate countAbove(double threshold) {
    return mean(theta -> theta > threshold ? dimension : 0);
  }

  /** The trace {@code Σ_i λ_i}. */
  public Estimate trace() {
    return mean(theta -> dimension * theta);
  }

  private Estimate mean(DoubleUnaryOperator g) {
    return Estimate.of(0, quadratures.stream().mapToDouble(q -> q.sum(g)).toArray());
  }
}
