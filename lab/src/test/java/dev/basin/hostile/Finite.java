package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.Dataset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** What a data set is whose files were accepted. */
final class Finite {
  private Finite() {}

  /** Requires finite values, and labels that are classes. */
  static void require(Dataset data) {
    try (PointerScope scope = new PointerScope()) {
      Tensor inputs = data.inputs(0, data.size());
      assertThat(inputs.size(0)).isEqualTo(data.size());
      assertThat(inputs.numel()).isEqualTo((long) data.size() * data.features());
      assertThat(inputs.isfinite().all().item_bool()).as("values are finite").isTrue();
      Tensor labels = data.labels(0, data.size());
      assertThat(labels.min().item_long()).isNotNegative();
      assertThat(labels.max().item_long()).isLessThan(data.classes());
    }
  }
}
