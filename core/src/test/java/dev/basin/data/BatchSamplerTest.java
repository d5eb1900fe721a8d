package dev.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.engine.RandomStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchSamplerTest {
  @ParameterizedTest
  @CsvSource({"10, 3, 4, 1", "10, 5, 2, 5", "10, 10, 1, 10", "10, 1, 10, 1", "1, 1, 1, 1"})
  void visitsEachPointOnce(int points, int batchSize, int batches, int last) {
    BatchSampler sampler = new BatchSampler(points, batchSize, new RandomStream(4));
    assertThat(sampler.batches()).isEqualTo(batches);
    for (int round = 0; round < 3; round++) {
      BatchSampler.Epoch epoch = sampler.nextEpoch();
      assertThat(epoch.batches()).isEqualTo(batches);
      int number = 0;
      for (long[] batch : epoch) {
        assertThat(batch).hasSize(number == batches - 1 ? last : batchSize);
        assertThat(batch).isEqualTo(epoch.batch(number++));
      }
      assertThat(number).isEqualTo(batches);
      assertThat(Arrays.stream(all(epoch)).sorted().toArray())
          .isEqualTo(LongStream.range(0, points).toArray());
    }
  }

  @Test
  void thePermutationDoesNotDependOnTheBatchSize() {
    BatchSampler small = new BatchSampler(1000, 7, new RandomStream(99));
    BatchSampler large = new BatchSampler(1000, 300, new RandomStream(99));
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(all(small.nextEpoch())).isEqualTo(all(large.nextEpoch()));
    }
  }

  @Test
  void theBatchSizeMayChangeFromEpochToEpoch() {
    BatchSampler constant = new BatchSampler(1000, 7, new RandomStream(99));
    BatchSampler growing = new BatchSampler(1000, 7, new RandomStream(99));
    for (int size : new int[] {7, 300, 1000, 1}) {
      BatchSampler.Epoch epoch = growing.nextEpoch(size);
      assertThat(epoch.batches()).isEqualTo((1000 + size - 1) / size);
      assertThat(epoch.batch(0)).hasSize(size);
      assertThat(all(epoch)).isEqualTo(all(constant.nextEpoch()));
    }
    for (int size : new int[] {0, 1001}) {
      assertThatThrownBy(() -> growing.nextEpoch(size))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("batchSize: found " + size + ", expected 1 to 1000, the number of points");
    }
  }

  @Test
  void eachEpochIsAnother() {
    BatchSampler sampler = new BatchSampler(100, 10, new RandomStream(1));
    assertThat(all(sampler.nextEpoch())).isNotEqualTo(all(sampler.nextEpoch()));
  }

  @Test
  void anEpochIsRepeatedFromTheStreamsState() {
    RandomStream stream = new RandomStream(8);
    BatchSampler sampler = new BatchSampler(50, 8, stream);
    sampler.nextEpoch();
    long state = stream.state();
    long[] second = all(sampler.nextEpoch());
    BatchSampler resumed = new BatchSampler(50, 8, RandomStream.fromState(state));
    assertThat(all(resumed.nextEpoch())).isEqualTo(second);
  }

  /** All 24 orders of four points; χ² with 23 degrees of freedom exceeds 60 once in 30,000. */
  @Test
  void allPermutationsAreEquallyLikely() {
    BatchSampler sampler = new BatchSampler(4, 4, new RandomStream(2017));
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 24_000; i++) {
      counts.merge(Arrays.toString(sampler.nextEpoch().batch(0)), 1, Integer::sum);
    }
    assertThat(counts).hasSize(24);
    double chiSquare =
        counts.values().stream().mapToDouble(n -> (n - 1000.0) * (n - 1000.0) / 1000.0).sum();
    assertThat(chiSquare).isLessThan(60);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 11, 'batchSize: found 11, expected 1 to 10, the number of points'",
    "10, 0, 'batchSize: found 0, expected 1 to 10, the number of points'",
    "0, 1, 'points: found 0, expected at least 1'",
  })
  void refusesSizesOutOfRange(int points, int batchSize, String message) {
    assertThatThrownBy(() -> new BatchSampler(points, batchSize, new RandomStream(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void hasNoBatchAfterTheLast() {
    BatchSampler.Epoch epoch = new BatchSampler(5, 5, new RandomStream(1)).nextEpoch();
    Iterator<long[]> batches = epoch.iterator();
    batches.next();
    assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> epoch.batch(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> epoch.batch(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static long[] all(BatchSampler.Epoch epoch) {
    return LongStream.range(0, epoch.batches())
        .flatMap(number -> Arrays.stream(epoch.batch((int) number)))
        .toArray();
  }
}
