package dev.basin.lab.instrument;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.basin.lab.stats.StudentT;
import dev.basin.train.NoiseScale;
import dev.basin.train.RatioInterval;

/**
 * The gradient noise scale B_simple = tr Σ / |G|², in points.
 *
 * @param points the estimate
 * @param low lower end of its 95 % interval by Fieller's theorem, −∞ if there is none
 * @param high upper end, +∞ if there is none
 * @param squaredGradient |G|²
 * @param trace tr Σ
 * @param steps batches that were drawn
 */
public record NoiseScaleResult(
    double points, double low, double high, double squaredGradient, double trace, long steps) {

  /** What was found, with its interval. */
  public static NoiseScaleResult of(NoiseScale scale) {
    RatioInterval interval =
        scale.steps() < 2
            ? new RatioInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            : scale.interval(StudentT.quantile(scale.steps()));
    return new NoiseScaleResult(
        scale.points(),
        interval.low(),
        interval.high(),
        scale.squaredGradient(),
        scale.trace(),
        scale.steps());
  }

  /** Whether the interval has both ends. */
  @JsonIgnore
  public boolean isBounded() {
    return Double.isFinite(low) && Double.isFinite(high);
  }
}
