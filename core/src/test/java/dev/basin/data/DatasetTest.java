package dev.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetTest {
  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  @Test
  void dividesEveryByteExactlyAsJavaDoes() {
    byte[] pixels = new byte[256];
    for (int i = 0; i < 256; i++) {
      pixels[i] = (byte) i;
    }
    try (PointerScope scope = new PointerScope();
        Dataset dataset = Dataset.ofBytes(info("bytes", 2, 128), pixels, new long[] {0, 1})) {
      assertThat(dataset.size()).isEqualTo(2);
      assertThat(dataset.features()).isEqualTo(128);
      float[] ranged = floats(dataset.inputs(0, 2));
      float[] chosen = floats(dataset.inputs(Tensor.create(0L, 1L)));
      int unlikeTheReciprocal = 0;
      for (int i = 0; i < 256; i++) {
        assertThat(ranged[i]).isEqualTo(i / 255f);
        assertThat(chosen[i]).isEqualTo(i / 255f);
        unlikeTheReciprocal += i / 255f != i * (1f / 255f) ? 1 : 0;
      }
      assertThat(unlikeTheReciprocal).isPositive();
    }
  }

  @Test
  void selectsPointsAndTheirLabels() {
    try (PointerScope scope = new PointerScope();
        Dataset dataset = numbered(10)) {
      assertThat(floats(dataset.inputs(3, 2)))
          .containsExactly(6 / 255f, 7 / 255f, 8 / 255f, 9 / 255f);
      assertThat(longs(dataset.labels(3, 2))).containsExactly(3, 4);
      Tensor indices = Tensor.create(9L, 0L, 9L);
      assertThat(dataset.inputs(indices).shape()).containsExactly(3, 2);
      assertThat(floats(dataset.inputs(indices)))
          .containsExactly(18 / 255f, 19 / 255f, 0f, 1 / 255f, 18 / 255f, 19 / 255f);
      assertThat(longs(dataset.labels(indices))).containsExactly(9, 0, 9);
      assertThat(dataset.inputs(10, 0).shape()).containsExactly(0, 2);
    }
  }

  @Test
  void returnedTensorsAreCopies() {
    try (PointerScope scope = new PointerScope();
        Dataset dataset = numbered(4)) {
      dataset.inputs(0, 4).zero_();
      dataset.labels(0, 4).zero_();
      assertThat(longs(dataset.labels(0, 4))).containsExactly(0, 1, 2, 3);
      assertThat(floats(dataset.inputs(3, 1))).containsExactly(6 / 255f, 7 / 255f);
    }
  }

  @Test
  void outlivesTheScopeItWasMadeIn() {
    Dataset dataset;
    Dataset part;
    try (PointerScope scope = new PointerScope()) {
      dataset = numbered(6);
      part = dataset.first(3);
    }
    dataset.close();
    dataset.close();
    try (PointerScope scope = new PointerScope();
        part) {
      assertThat(part.size()).isEqualTo(3);
      assertThat(part.classes()).isEqualTo(10);
      assertThat(longs(part.labels(0, 3))).containsExactly(0, 1, 2);
      assertThatThrownBy(() -> part.labels(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> dataset.inputs(0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("numbered: the data set is closed");
    assertThatThrownBy(() -> part.first(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void outlivesATensorTakenFromIt() {
    try (PointerScope outer = new PointerScope()) {
      Tensor kept;
      try (Dataset dataset = numbered(3)) {
        try (PointerScope inner = new PointerScope()) {
          assertThat(longs(dataset.labels(0, 3))).containsExactly(0, 1, 2);
        }
        kept = dataset.inputs(1, 1);
      }
      assertThat(floats(kept)).containsExactly(2 / 255f, 3 / 255f);
    }
  }

  @Test
  void manyThreadsReadAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Dataset dataset = numbered(10)) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        results.add(
            threads.submit(
                () -> {
                  NativeRuntime.prepareThread();
                  for (int i = 0; i < 500; i++) {
                    try (PointerScope scope = new PointerScope()) {
                      int from = i % 9;
                      float found = floats(dataset.inputs(from, 2))[2];
                      if (found != (2 * from + 2) / 255f
                          || longs(dataset.labels(Tensor.create((long) from)))[0] != from) {
                        return false;
                      }
                    }
                  }
                  return true;
                }));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 5", "4, 1", "0, -1", "9223372036854775807, 2"})
  void refusesPointsThatAreNotThere(long from, long count) {
    try (Dataset dataset = numbered(4)) {
      assertThatThrownBy(() -> dataset.inputs(from, count))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage(
              "numbered: found %d points from %d, expected points from 0 to 3"
                  .formatted(count, from));
      assertThatThrownBy(() -> dataset.labels(from, count))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void refusesIndicesThatAreNotThere() {
    try (PointerScope scope = new PointerScope();
        Dataset dataset = numbered(4)) {
      Tensor indices = Tensor.create(0L, 4L);
      assertThatThrownBy(() -> dataset.inputs(indices)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> dataset.labels(indices)).isInstanceOf(RuntimeException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "5", "-1"})
  void refusesLimitsOutOfRange(int limit) {
    try (Dataset dataset = numbered(4)) {
      assertThatThrownBy(() -> dataset.first(limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("numbered, limit: found " + limit + ", expected 1 to 4");
    }
  }

  @Test
  void refusesWhatIsNoDataSet() {
    assertThatThrownBy(() -> Dataset.ofBytes(info("x", 2, 2), new byte[4], new long[] {0, 2}))
        .hasMessage("x, point 1: found label 2, expected 0 to 1");
    assertThatThrownBy(() -> Dataset.ofBytes(info("x", 2, 4), new byte[4], new long[] {-1}))
        .hasMessageContaining("found label -1");
    assertThatThrownBy(() -> Dataset.ofBytes(info("x", 2, 2), new byte[3], new long[2]))
        .hasMessageContaining(
            "found 3 values and 2 labels, expected at least one label and 2 values a label");
    assertThatThrownBy(() -> Dataset.ofBytes(info("x", 2, 2), new byte[0], new long[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsNumbersAsTheyAre() {
    float[] values = {0.5f, -3f, Float.MIN_NORMAL, 1e30f};
    try (PointerScope scope = new PointerScope();
        Dataset dataset = Dataset.ofFloats(info("floats", 2, 2), values, new long[] {1, 0})) {
      assertThat(floats(dataset.inputs(0, 2))).containsExactly(values);
      assertThat(floats(dataset.inputs(Tensor.create(1L)))).containsExactly(values[2], values[3]);
      dataset.inputs(0, 2).zero_();
      assertThat(floats(dataset.inputs(0, 2))).containsExactly(values);
    }
  }

  private static DatasetInfo info(String name, int classes, int features) {
    return DatasetInfo.published(name, classes, PointShape.vector(features), "digest");
  }

  /** Point i has the pixels 2i and 2i+1 and the label i. */
  private static Dataset numbered(int points) {
    byte[] pixels = new byte[2 * points];
    long[] labels = new long[points];
    for (int i = 0; i < points; i++) {
      pixels[2 * i] = (byte) (2 * i);
      pixels[2 * i + 1] = (byte) (2 * i + 1);
      labels[i] = i;
    }
    return Dataset.ofBytes(info("numbered", 10, 2), pixels, labels);
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[(int) tensor.numel()];
    tensor.data_ptr_float().get(values);
    return values;
  }

  private static long[] longs(Tensor tensor) {
    long[] values = new long[(int) tensor.numel()];
    tensor.data_ptr_long().get(values);
    return values;
  }
}
