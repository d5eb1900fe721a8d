package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Findings;
import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against linear regression with Gaussian inputs, {@code f_i(w) = ½ (x_i·w − y_i)²}, x_i ~ N(0, I),
 * {@code y_i = x_i·w* + N(0, σ²)}. With δ = w − w* a point's gradient is x (x·δ − e), so that G =
 * δ, and from E[x xᵀ δ δᵀ x xᵀ] = 2 δ δᵀ + ‖δ‖² I it follows that {@code tr Σ = (d + 1) ‖δ‖² + d
 * σ²}.
 */
class NoiseScaleTest {
  private static final int DIMENSION = 20;
  private static final double SIGMA = 0.5;
  private static final int SEEDS = 100;

  /** Student's t for 99 degrees of freedom, 97.5 %. */
  private static final double QUANTILE = 1.98422;

  private static final int STEPS = 100;

  private static double[] delta(double norm) {
    double[] delta = new double[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      delta[i] = norm / Math.sqrt(DIMENSION) * (i % 2 == 0 ? 1 : -1);
    }
    return delta;
  }

  /** Adds the gradient of one point. */
  private static void addGradient(double[] sum, double[] delta, RandomStream random) {
    double[] x = new double[DIMENSION];
    double residual = -SIGMA * random.nextGaussian();
    for (int i = 0; i < DIMENSION; i++) {
      x[i] = random.nextGaussian();
      residual += x[i] * delta[i];
    }
    for (int i = 0; i < DIMENSION; i++) {
      sum[i] += x[i] * residual;
    }
  }

  private static double squaredNorm(double[] sum, int points) {
    double square = 0;
    for (double each : sum) {
      square += each / points * (each / points);
    }
    return square;
  }

  private static NoiseScale measure(int part, int batch, double[] delta, long seed) {
    RandomStream random = new RandomStream(Seeds.derive(seed, "linear-gaussian"));
    NoiseScale scale = new NoiseScale();
    int parts = batch / part;
    for (int step = 0; step < STEPS; step++) {
      double[] sum = new double[DIMENSION];
      double ofParts = 0;
      for (int k = 0; k < parts; k++) {
        double[] ofPart = new double[DIMENSION];
        for (int i = 0; i < part; i++) {
          addGradient(ofPart, delta, random);
        }
        ofParts += squaredNorm(ofPart, part) / parts;
        for (int i = 0; i < DIMENSION; i++) {
          sum[i] += ofPart[i];
        }
      }
      scale.add(part, batch, ofParts, squaredNorm(sum, batch));
    }
    return scale;
  }

  @ParameterizedTest(name = "b = {0}, B = {1}, |δ| = {2}")
  @CsvSource({"4, 32, 1", "16, 128, 1", "32, 256, 0.5", "8, 16, 1"})
  void onLinearRegressionTheTruthIsKnown(int part, int batch, double norm) {
    double square = norm * norm;
    double trace = (DIMENSION + 1) * square + DIMENSION * SIGMA * SIGMA;
    double truth = trace / square;
    double[] delta = delta(norm);
    double sum = 0;
    double sumTrace = 0;
    int covered = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      NoiseScale scale = measure(part, batch, delta, seed);
      sum += scale.points();
      sumTrace += scale.trace();
      covered += scale.interval(QUANTILE).contains(truth) ? 1 : 0;
    }
    String problem = "linear regression, b %d, B %d".formatted(part, batch);
    Findings.found("noise scale, mean of 100 seeds", problem, Math.abs(sum / SEEDS / truth - 1));
    Findings.found("noise scale, intervals that cover, of 100", problem, covered);
    assertThat(sumTrace / SEEDS).isCloseTo(trace, within(0.05 * trace));
    assertThat(sum / SEEDS).isCloseTo(truth, within(0.05 * truth));
    assertThat(covered).isBetween(90, SEEDS);
  }

  /** With b = 1 and B = 2: |G|² = 2·5 − 7 = 3, tr Σ = (7 − 5)/(1 − ½) = 4. */
  @Test
  void byHand() {
    NoiseScale scale = new NoiseScale();
    scale.add(1, 2, 7, 5);
    assertThat(scale.squaredGradient()).isEqualTo(3);
    assertThat(scale.trace()).isEqualTo(4);
    assertThat(scale.points()).isEqualTo(4 / 3.0);
    scale.add(1, 2, 5, 5); // |G|² = 5, tr Σ = 0: the means are divided, not the ratios averaged
    assertThat(scale.points()).isEqualTo(2 / 4.0);
    assertThat(scale.batchSquaredNorm()).isEqualTo(5);
    assertThat(scale.steps()).isEqualTo(2);
  }

  @Test
  void aGradientDrownedInNoiseHasNoBound() {
    RatioInterval interval = measure(2, 4, delta(0.01), 1).interval(QUANTILE);
    assertThat(interval.isBounded()).isFalse();
    assertThat(interval.contains(1e9)).isTrue();
  }

  @Test
  void theSmallerBatchIsSmaller() {
    assertThatThrownBy(() -> new NoiseScale().add(8, 8, 1, 1))
        .hasMessage("batches of 8 and 8 points; expected 1 <= b < B");
  }

  /** Without a covariance and with an exact divisor it is the interval of the mean, divided. */
  @Test
  void fiellersIntervalByHand() {
    RatioInterval exact = RatioInterval.fieller(6, 2, 0.25, 0, 0, 2);
    assertThat(exact.low()).isCloseTo(2.5, within(1e-12));
    assertThat(exact.high()).isCloseTo(3.5, within(1e-12));
    // (1 − 4·0.04) ρ² − 2 ρ + (1 − 4·0.04) = 0
    RatioInterval equal = RatioInterval.fieller(1, 1, 0.04, 0.04, 0, 2);
    double root = Math.sqrt(1 - 0.84 * 0.84);
    assertThat(equal.low()).isCloseTo((1 - root) / 0.84, within(1e-12));
    assertThat(equal.high()).isCloseTo((1 + root) / 0.84, within(1e-12));
    assertThat(RatioInterval.fieller(1, 1, 0.04, 0.25, 0, 2).isBounded()).isFalse();
  }
}
