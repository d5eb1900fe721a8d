package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.Formula;
import dev.basin.data.Dataset;
import dev.basin.engine.NativeRuntime;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchLoaderTest {
  private PointerScope scope;
  private Dataset data;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
    data = Formula.dataset(20, 3, 4, 1_000, 700_000);
  }

  @AfterEach
  void close() {
    data.close();
    scope.close();
  }

  @Test
  void bringsEveryBatchInOrder() {
    List<long[]> epoch = List.of(new long[] {3, 1}, new long[] {19}, new long[] {0, 5, 7});
    List<double[]> inputs = new ArrayList<>();
    List<double[]> labels = new ArrayList<>();
    try (BatchLoader loader = new BatchLoader(data)) {
      for (int repeat = 0; repeat < 2; repeat++) {
        inputs.clear();
        labels.clear();
        loader.forEach(
            epoch,
            batch -> {
              inputs.add(Formula.read(batch.inputs()));
              labels.add(Formula.read(batch.labels()));
            });
      }
    }
    assertThat(inputs).hasSize(3);
    for (int k = 0; k < 3; k++) {
      Tensor indices = Tensor.create(epoch.get(k));
      assertThat(inputs.get(k)).isEqualTo(Formula.read(data.inputs(indices)));
      assertThat(labels.get(k)).isEqualTo(Formula.read(data.labels(indices)));
    }
  }

  @Test
  void aPointThatIsNotThereFailsInTheCaller() {
    try (BatchLoader loader = new BatchLoader(data)) {
      assertThatThrownBy(() -> loader.forEach(List.of(new long[] {20}), batch -> {}))
          .isInstanceOf(RuntimeException.class)
          .hasMessageContaining("index");
    }
  }

  /** A step that fails leaves a batch that was made ahead; it is freed with the loader. */
  @Test
  void aFailingStepEndsTheEpoch() {
    List<long[]> epoch = List.of(new long[] {1}, new long[] {2}, new long[] {3});
    List<Integer> seen = new ArrayList<>();
    try (BatchLoader loader = new BatchLoader(data)) {
      assertThatThrownBy(
              () ->
                  loader.forEach(
                      epoch,
                      batch -> {
                        seen.add(batch.size());
                        throw new IllegalStateException("enough");
                      }))
          .hasMessage("enough");
    }
    assertThat(seen).containsExactly(1);
  }
}
