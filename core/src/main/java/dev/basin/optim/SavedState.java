package dev.basin.optim;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Brings an optimiser's tensors back to what a checkpoint holds. */
final class SavedState {
  private SavedState() {}

  /**
   * Copies each saved tensor into the live one of its name.
   *
   * @throws IllegalArgumentException if a name or a shape is not the same in both
   */
  static void restore(Map<String, Tensor> live, Map<String, Tensor> saved) {
    if (!saved.keySet().equals(live.keySet())) {
      throw new IllegalArgumentException(
          "optimiser state holds %s; expected %s, as written by the same optimiser with the same"
                  .formatted(saved.keySet(), live.keySet())
              + " settings");
    }
    live.forEach(
        (name, tensor) -> {
          Tensor from = saved.get(name);
          if (from == null || !Arrays.equals(from.shape(), tensor.shape())) {
            throw new IllegalArgumentException(
                "optimiser state '%s' has shape %s; expected %s"
                    .formatted(
                        name,
                        from == null ? "none" : Arrays.toString(from.shape()),
                        Arrays.toString(tensor.shape())));
          }
        });
    live.forEach((name, tensor) -> tensor.copy_(saved.get(name)));
  }
}
