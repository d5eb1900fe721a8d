package dev.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.engine.RandomStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochBatchesTest {
  /** The rule, by taking points away. */
  private static List<Integer> sizes(int points, int size, LastBatch last, int fewest) {
    List<Integer> sizes = new ArrayList<>();
    int left = points;
    while (left >= size) {
      sizes.add(size);
      left -= size;
    }
    if (last == LastBatch.KEEP && left >= fewest && left > 0) {
      sizes.add(left);
    } else if (last == LastBatch.KEEP) {
      sizes.set(sizes.size() - 1, size + left);
    }
    return sizes;
  }

  @Test
  void areTakenAwayOneAfterAnother() {
    for (int points = 1; points <= 60; points++) {
      for (int fewest = 1; fewest <= 2; fewest++) {
        for (int size = fewest; size <= points; size++) {
          for (LastBatch last : LastBatch.values()) {
            check(new EpochBatches(points, size, last, fewest));
          }
        }
      }
    }
  }

  private static void check(EpochBatches batches) {
    List<Integer> expected =
        sizes(batches.points(), batches.size(), batches.last(), batches.fewest());
    List<Integer> found = new ArrayList<>();
    int from = 0;
    for (int k = 0; k < batches.count(); k++) {
      assertThat(batches.from(k)).isEqualTo(from);
      found.add(batches.size(k));
      from += batches.size(k);
    }
    assertThat(found).as("%s", batches).isEqualTo(expected);
    assertThat(found).allMatch(size -> size >= batches.fewest());
    assertThat(batches.visited()).isEqualTo(from);
    assertThat(batches.visited() + batches.leftOut()).isEqualTo(batches.points());
    assertThat(batches.largest()).isEqualTo(found.stream().mapToInt(size -> size).max().orElse(0));
  }

  @ParameterizedTest
  @CsvSource({
    "60000, 256, KEEP, 235, 96, 0, false",
    "60000, 6000, KEEP, 10, 6000, 0, false",
    "50000, 256, KEEP, 196, 80, 0, false",
    "721329, 72133, KEEP, 10, 72132, 0, false",
    "1026, 256, KEEP, 5, 2, 0, true",
    "1026, 256, DROP, 4, 256, 2, false",
    "1025, 256, KEEP, 4, 257, 0, false",
    "1025, 256, DROP, 4, 256, 1, false",
    "1049, 256, KEEP, 5, 25, 0, true",
    "1050, 256, KEEP, 5, 26, 0, false",
    "2147483647, 2147483646, KEEP, 1, 2147483647, 0, false",
    "2147483647, 2000000000, KEEP, 2, 147483647, 0, true"
  })
  void byHand(
      int points, int size, LastBatch choice, int count, int last, int leftOut, boolean small) {
    EpochBatches batches = new EpochBatches(points, size, choice, 2);
    assertThat(batches.count()).isEqualTo(count);
    assertThat(batches.lastSize()).isEqualTo(last);
    assertThat(batches.leftOut()).isEqualTo(leftOut);
    assertThat(batches.isLastSmall()).isEqualTo(small);
  }

  /**
   * Which points are left out changes from epoch to epoch, and the order is that of all batches.
   */
  @Test
  void theSamplerDealsThePermutationSo() {
    Set<Long> leftOut = new HashSet<>();
    BatchSampler dropping = new BatchSampler(101, 20, new RandomStream(3));
    BatchSampler whole = new BatchSampler(101, 101, new RandomStream(3));
    for (int epoch = 0; epoch < 10; epoch++) {
      long[] permutation = whole.nextEpoch().batch(0);
      BatchSampler.Epoch batches = dropping.nextEpoch(new EpochBatches(101, 20, LastBatch.DROP, 2));
      assertThat(batches.batches()).isEqualTo(5);
      for (int k = 0; k < 100; k++) {
        assertThat(batches.batch(k / 20)[k % 20]).isEqualTo(permutation[k]);
      }
      leftOut.add(permutation[100]);
    }
    assertThat(leftOut).hasSizeGreaterThan(5);
    BatchSampler joining = new BatchSampler(101, 20, new RandomStream(3));
    assertThat(joining.nextEpoch(new EpochBatches(101, 20, LastBatch.KEEP, 2)).batch(4))
        .hasSize(21);
    assertThatThrownBy(() -> joining.nextEpoch(new EpochBatches(100, 20, LastBatch.KEEP, 2)))
        .hasMessage("batches: found those of 100 points, expected of 101");
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new EpochBatches(0, 1, LastBatch.KEEP, 1))
        .hasMessage("points: found 0, expected at least 1");
    assertThatThrownBy(() -> new EpochBatches(5, 6, LastBatch.KEEP, 1))
        .hasMessage("batchSize: found 6, expected 1 to 5, the number of points");
    assertThatThrownBy(() -> new EpochBatches(5, 1, LastBatch.KEEP, 2))
        .hasMessageContaining("batchSize: found 1, expected at least 2");
  }
}
