package dev.basin.lab.stats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.engine.RandomStream;
import org.junit.jupiter.api.Test;

/** The break of a bent line is found where it was put. */
final class ThresholdTest {
  private static final double[] BATCHES = {64, 128, 256, 512, 1024, 2048, 4096, 8192};

  private static double[] bent(double t, double level, double slope) {
    double[] values = new double[BATCHES.length];
    for (int i = 0; i < values.length; i++) {
      double beyond = Math.log(BATCHES[i] / t) / Math.log(2);
      values[i] = level - slope * Math.max(0, beyond);
    }
    return values;
  }

  @Test
  void anExactBendIsFound() {
    Threshold found = requireNonNull(Threshold.of(BATCHES, bent(700, 80, 3)));
    assertThat(found.batch()).isCloseTo(700, within(10.0));
    assertThat(found.level()).isCloseTo(80, within(0.05));
    assertThat(found.slope()).isCloseTo(3, within(0.05));
    assertThat(found.low()).isBetween(600.0, 710.0);
    assertThat(found.high()).isBetween(690.0, 800.0);
  }

  @Test
  void aRiseIsNoBend() {
    double[] rising = {1, 2, 3, 4, 5, 6, 7, 8};
    assertThat(requireNonNull(Threshold.of(BATCHES, rising)).slope()).isZero();
  }

  /** The interval of a profile F-test holds the truth in about 95 of 100 draws. */
  @Test
  void theIntervalCoversTheTruth() {
    RandomStream random = new RandomStream(11);
    int covered = 0;
    for (int draw = 0; draw < 200; draw++) {
      double[] x = new double[3 * BATCHES.length];
      double[] y = new double[x.length];
      double[] truth = bent(700, 80, 2);
      for (int i = 0; i < x.length; i++) {
        x[i] = BATCHES[i % BATCHES.length];
        y[i] = truth[i % BATCHES.length] + gaussian(random);
      }
      Threshold found = requireNonNull(Threshold.of(x, y));
      covered += found.low() <= 700 && 700 <= found.high() ? 1 : 0;
    }
    assertThat(covered).isBetween(180, 200);
  }

  private static double gaussian(RandomStream random) {
    double u = (random.nextLong() >>> 11) * 0x1.0p-53;
    double v = (random.nextLong() >>> 11) * 0x1.0p-53;
    return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
  }

  @Test
  void runsThatDivergedAreLeftOut() {
    double[] values = bent(700, 80, 3);
    values[0] = Double.NaN;
    assertThat(requireNonNull(Threshold.of(BATCHES, values)).batch()).isCloseTo(700, within(10.0));
  }

  @Test
  void tooFewRunsGiveNone() {
    assertThat(Threshold.of(new double[] {1, 2, 4}, new double[] {3, 2, 1})).isNull();
    assertThat(Threshold.of(new double[] {1, 1, 2, 2}, new double[] {3, 2, 1, 0})).isNull();
  }
}
