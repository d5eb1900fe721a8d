package dev.basin.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames of one state, after the speaker is taken out, against the moments of their mixture. In
 * each dimension, with weights w, means m, deviations v of the components and μ = Σ w m:
 *
 * <ul>
 *   <li>the mean is μ, and as only the residual is correlated in time, the variance of the mean of
 *       n frames is at most {@code (Σ w (m − μ)² + Σ w v² · (1 + ρ) / (1 − ρ)) / n};
 *   <li>the variance is {@code Σ w (m − μ)² + Σ w v²};
 *   <li>the covariance of neighbours is {@code (Σ w v)² ρ}.
 * </ul>
 */
final class FrameSamplerTest {
  private static final int FRAMES = 20_000;
  private static final int CLASSES = 30;
  private static final double RHO = 0.5;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void momentsAreThoseOfTheMixture(long seed) {
    StateMixtures mixtures = new StateMixtures(new StateTying(CLASSES, seed), 0.8, seed);
    for (int c = 0; c < CLASSES; c += 11) {
      double[][] frames = frames(mixtures, c, seed);
      for (int d = 0; d < StateMixtures.DIMENSION; d++) {
        double mean = 0;
        double squares = 0;
        double spread = 0;
        double meanDeviation = 0;
        for (int k = 0; k < StateMixtures.COMPONENTS; k++) {
          mean += mixtures.weight(c, k) * mixtures.mean(c, k, d);
        }
        for (int k = 0; k < StateMixtures.COMPONENTS; k++) {
          double w = mixtures.weight(c, k);
          spread += w * square(mixtures.mean(c, k, d) - mean);
          squares += w * square(mixtures.deviation(c, k, d));
          meanDeviation += w * mixtures.deviation(c, k, d);
        }
        double error = Math.sqrt((spread + squares * (1 + RHO) / (1 - RHO)) / FRAMES);
        double variance = spread + squares;
        double[] x = frames[d];
        double found = Arrays.stream(x).average().orElseThrow();
        assertThat(found)
            .as("seed %d, class %d, dimension %d", seed, c, d)
            .isBetween(mean - 5 * error, mean + 5 * error);
        double foundVariance = 0;
        double foundCovariance = 0;
        for (int t = 1; t < FRAMES; t++) {
          foundVariance += square(x[t] - mean) / (FRAMES - 1);
          foundCovariance += (x[t] - mean) * (x[t - 1] - mean) / (FRAMES - 1);
        }
        // correlated products of normal numbers: a standard error of about 1.7 variances / √n
        double bound = 8.5 * variance / Math.sqrt(FRAMES);
        assertThat(foundVariance).isBetween(variance - bound, variance + bound);
        double covariance = square(meanDeviation) * RHO;
        assertThat(foundCovariance).isBetween(covariance - bound, covariance + bound);
      }
    }
  }

  /** With 0.40 of the variance between phones, 0.25 between positions, and so on. */
  @Test
  void meansSpreadAsTheirHierarchySays() {
    int classes = 1_973;
    StateTying tying = new StateTying(classes, 4);
    StateMixtures mixtures = new StateMixtures(tying, 1, 4);
    List<String> names = tying.names();
    double whole = 0;
    double withinPosition = 0;
    double pairs = 0;
    double withinClass = 0;
    for (int c = 0; c + 1 < classes; c++) {
      boolean sameCell = names.get(c).regionMatches(0, names.get(c + 1), 0, 10);
      pairs += sameCell ? 1 : 0;
      for (int d = 0; d < StateMixtures.DIMENSION; d++) {
        whole += square(mixtures.mean(c, 0, d)) / (classes - 1) / StateMixtures.DIMENSION;
        withinClass +=
            square(mixtures.mean(c, 0, d) - mixtures.mean(c, 1, d))
                / (classes - 1)
                / StateMixtures.DIMENSION;
        withinPosition +=
            sameCell
                ? square(mixtures.mean(c, 0, d) - mixtures.mean(c + 1, 0, d))
                    / StateMixtures.DIMENSION
                : 0;
      }
    }
    // 48 phones in 40 dimensions of unequal weight leave the whole uncertain by some per cent
    assertThat(whole).isBetween(0.88, 1.12);
    assertThat(withinClass / 2).isBetween(0.145, 0.155);
    assertThat(withinPosition / pairs / 2).isBetween(0.34, 0.36);
  }

  @Test
  void speakersAreSpreadAboutTheModel() {
    int speakers = 2_000;
    double meanShift = 0;
    double varianceOfShift = 0;
    double meanLogGain = 0;
    double varianceOfLogGain = 0;
    int draws = speakers * StateMixtures.DIMENSION;
    for (int s = 0; s < speakers; s++) {
      Speaker speaker = new Speaker(new RandomStream(s));
      for (int d = 0; d < StateMixtures.DIMENSION; d++) {
        double shift = speaker.speak(d, 0);
        double logGain = Math.log(speaker.speak(d, 1) - shift);
        meanShift += shift / draws;
        varianceOfShift += shift * shift / draws;
        meanLogGain += logGain / draws;
        varianceOfLogGain += logGain * logGain / draws;
        assertThat(speaker.modelled(d, speaker.speak(d, 1.25))).isBetween(1.249999, 1.250001);
      }
    }
    // five standard errors: σ / √n of a mean, σ² √(2/n) of a variance
    double root = Math.sqrt(draws);
    assertThat(meanShift).isBetween(-1.5 / root, 1.5 / root);
    assertThat(varianceOfShift).isBetween(0.09 - 0.64 / root, 0.09 + 0.64 / root);
    assertThat(meanLogGain).isBetween(-0.5 / root, 0.5 / root);
    assertThat(varianceOfLogGain).isBetween(0.01 - 0.071 / root, 0.01 + 0.071 / root);
  }

  /** By dimension, then frame. */
  private static double[][] frames(StateMixtures mixtures, int c, long seed) {
    int[] path = new int[FRAMES];
    Arrays.fill(path, c);
    float[] spoken = new float[FRAMES * StateMixtures.DIMENSION];
    Speaker speaker = new Speaker(new RandomStream(100 + seed));
    new FrameSampler(mixtures, speaker, new RandomStream(seed)).fill(path, spoken, 0);
    double[][] frames = new double[StateMixtures.DIMENSION][FRAMES];
    for (int t = 0; t < FRAMES; t++) {
      for (int d = 0; d < StateMixtures.DIMENSION; d++) {
        frames[d][t] = speaker.modelled(d, spoken[t * StateMixtures.DIMENSION + d]);
      }
    }
    return frames;
  }

  private static double square(double x) {
    return x * x;
  }
}
