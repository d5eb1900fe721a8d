package dev.basin.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.engine.PointShape;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunksTest {
  private static final int MOST = Integer.MAX_VALUE;

  /**
   * The rule, point by point: as few chunks as the chunk size allows, to which the points are dealt
   * in turn.
   */
  static int[] dealt(int points, int most) {
    int count = 1;
    while ((long) count * most < points) {
      count++;
    }
    int[] sizes = new int[count];
    for (int i = 0; i < points; i++) {
      sizes[i % count]++;
    }
    return sizes;
  }

  private static int[] sizes(Chunks chunks) {
    int[] sizes = new int[chunks.count()];
    for (int k = 0; k < sizes.length; k++) {
      sizes[k] = chunks.size(k);
    }
    return sizes;
  }

  @Test
  void areAsIfDealtForAllSmallSizes() {
    for (int points = 1; points <= 130; points++) {
      for (int most = 1; most <= points + 2; most++) {
        Chunks chunks = new Chunks(points, most);
        assertThat(sizes(chunks)).as("%s", chunks).containsExactly(dealt(points, most));
      }
    }
  }

  @Test
  void coverThePointsOnceWhateverTheSizes() {
    SplittableRandom random = new SplittableRandom(16);
    for (int k = 0; k < 20_000; k++) {
      int points = 1 + random.nextInt(1 << random.nextInt(1, 31));
      int most = 1 + random.nextInt(1 << random.nextInt(1, 31));
      Chunks chunks = new Chunks(points, most);
      assertThat(chunks.count())
          .as("%s", chunks)
          .isEqualTo((int) (((long) points + most - 1) / most));
      int last = chunks.count() - 1;
      int some = random.nextInt(chunks.count());
      assertThat(chunks.from(0)).isZero();
      assertThat(chunks.from(last) + chunks.size(last)).as("%s", chunks).isEqualTo(points);
      if (some > 0) {
        assertThat(chunks.from(some)).isEqualTo(chunks.from(some - 1) + chunks.size(some - 1));
        assertThat(chunks.size(some)).isBetween(chunks.size(some - 1) - 1, chunks.size(some - 1));
      }
      assertThat(chunks.largest()).isEqualTo(chunks.size(0)).isBetween(1, most);
      assertThat(chunks.smallest())
          .isEqualTo(chunks.size(last))
          .isBetween(chunks.largest() - 1, chunks.largest());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "60000, 5000, 12, 5000, 5000, 12 of 5000",
    "10000, 5000, 2, 5000, 5000, 2 of 5000",
    "50000, 5000, 10, 5000, 5000, 10 of 5000",
    "5001, 5000, 2, 2501, 2500, 1 of 2501 and 1 of 2500",
    "5002, 5000, 2, 2501, 2501, 2 of 2501",
    "721329, 5000, 145, 4975, 4974, 99 of 4975 and 46 of 4974",
    "10, 7, 2, 5, 5, 2 of 5",
    "3, 2, 2, 2, 1, 1 of 2 and 1 of 1",
    "2147483647, 2147483647, 1, 2147483647, 2147483647, 1 of 2147483647",
    "60000, 2147483647, 1, 60000, 60000, 1 of 60000",
    "2147483647, 1, 2147483647, 1, 1, 2147483647 of 1",
    "2147483647, 2147483646, 2, 1073741824, 1073741823, 1 of 1073741824 and 1 of 1073741823"
  })
  void byHand(int points, int most, int count, int largest, int smallest, String words) {
    Chunks chunks = new Chunks(points, most);
    assertThat(chunks.sizes()).isEqualTo(new Chunks.Sizes(count, largest, smallest));
    assertThat(chunks.describe()).isEqualTo(words);
    assertThat(chunks.from(count - 1)).isEqualTo(points - smallest);
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Chunks(0, 5)).hasMessage("points is 0; expected at least 1");
    assertThatThrownBy(() -> new Chunks(5, 0)).hasMessage("chunkSize is 0; expected at least 1");
    assertThatThrownBy(() -> new Chunks(MOST, Integer.MIN_VALUE)).hasMessageContaining("chunkSize");
  }

  @Test
  void onePointHasNoStatistics() {
    Network network = Sequential.named("N", PointShape.vector(3)).normalised(1, 4).softmax(2);
    assertThatCode(() -> new Chunks(5, 3).requireStatistics(network, "training"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new Chunks(5, 2).requireStatistics(network, "training"))
        .hasMessage(
            "BatchNorm of N cannot take the statistics of one point: 5 training points in chunks of"
                + " at most 2 are 2 of 2 and 1 of 1; choose a chunk size of at least 3");
    assertThatThrownBy(() -> new Chunks(1, 2).requireStatistics(network, "test"))
        .hasMessage(
            "BatchNorm of N cannot take the statistics of one point: there is 1 test point; use at"
                + " least 2");
    Network plain = Sequential.named("P", PointShape.vector(3)).softmax(2);
    assertThatCode(() -> new Chunks(1, 1).requireStatistics(plain, "test"))
        .doesNotThrowAnyException();
  }
}
