package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {
  @Test
  void followsThePublishedVectors() {
    RandomStream stream = new RandomStream(1234567);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      found.add(Long.toUnsignedString(stream.nextLong()));
    }
    assertThat(found)
        .containsExactly(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821");
  }

  @Test
  void resumesFromItsState() {
    RandomStream stream = new RandomStream(7);
    stream.nextGaussian();
    stream.nextInt(10);
    RandomStream resumed = RandomStream.fromState(stream.state());
    for (int i = 0; i < 100; i++) {
      assertThat(resumed.nextGaussian()).isEqualTo(stream.nextGaussian());
      assertThat(resumed.nextInt(1 + i)).isEqualTo(stream.nextInt(1 + i));
    }
  }

  /**
   * χ² with k−1 degrees of freedom has mean k−1 and variance 2(k−1); five deviations are allowed.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 97, 1000})
  void integersAreUniform(int bound) {
    RandomStream stream = new RandomStream(42L + bound);
    int draws = 1000 * bound;
    int[] counts = new int[bound];
    for (int i = 0; i < draws; i++) {
      counts[stream.nextInt(bound)]++;
    }
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - 1000.0) * (count - 1000.0) / 1000.0;
    }
    double freedom = bound - 1;
    assertThat(Math.abs(chiSquare - freedom)).isLessThan(5 * Math.sqrt(2 * freedom));
  }

  @Test
  void acceptsTheLargestBound() {
    RandomStream stream = new RandomStream(3);
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      int drawn = stream.nextInt(Integer.MAX_VALUE);
      assertThat(drawn).isBetween(0, Integer.MAX_VALUE - 1);
      sum += drawn / (double) Integer.MAX_VALUE;
    }
    assertThat(sum / 10_000).isBetween(0.485, 0.515);
  }

  @Test
  void doublesLieInTheUnitInterval() {
    RandomStream stream = new RandomStream(5);
    double sum = 0;
    double squares = 0;
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      double drawn = stream.nextDouble();
      assertThat(drawn).isGreaterThanOrEqualTo(0).isLessThan(1);
      sum += drawn;
      squares += drawn * drawn;
    }
    assertThat(sum / draws).isBetween(0.495, 0.505);
    assertThat(squares / draws).isBetween(1 / 3.0 - 0.005, 1 / 3.0 + 0.005);
  }

  @Test
  void gaussiansHaveTheMomentsOfTheNormalDistribution() {
    RandomStream stream = new RandomStream(11);
    int draws = 400_000;
    double[] moments = new double[5];
    for (int i = 0; i < draws; i++) {
      double drawn = stream.nextGaussian();
      double power = 1;
      for (int k = 0; k < 5; k++) {
        moments[k] += power / draws;
        power *= drawn;
      }
    }
    // Standard errors at 400,000 draws: 0.0016, 0.0022, 0.0061, 0.0155; five of each are allowed.
    assertThat(moments[1]).isBetween(-0.008, 0.008);
    assertThat(moments[2]).isBetween(0.989, 1.011);
    assertThat(moments[3]).isBetween(-0.031, 0.031);
    assertThat(moments[4]).isBetween(2.92, 3.08);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void refusesAnEmptyRange(int bound) {
    RandomStream stream = new RandomStream(1);
    assertThatThrownBy(() -> stream.nextInt(bound))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bound: found " + bound);
  }
}
