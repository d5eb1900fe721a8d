package dev.basin.optim;

import dev.basin.engine.Printable;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Brings tensors back to what a checkpoint holds. */
public final class SavedState {
  private SavedState() {}

  /** The same for an optimiser's. */
  static void restore(Map<String, Tensor> live, Map<String, Tensor> saved) {
    restore("optimiser", live, saved);
  }

  /**
   * Copies each saved tensor into the live one of its name.
   *
   * @param owner whose state it is, for messages
   * @param live what is changed
   * @param saved what it becomes
   * @throws IllegalArgumentException if a name or a shape is not the same in both
   */
  public static void restore(String owner, Map<String, Tensor> live, Map<String, Tensor> saved) {
    if (!saved.keySet().equals(live.keySet())) {
      throw new IllegalArgumentException(
          "%s state holds [%s]; expected [%s], as written by the same %s with the same settings"
              .formatted(
                  owner, Printable.list(saved.keySet()), Printable.list(live.keySet()), owner));
    }
    live.forEach(
        (name, tensor) -> {
          Tensor from = saved.get(name);
          if (from == null || !Arrays.equals(from.shape(), tensor.shape())) {
            throw new IllegalArgumentException(
                "%s state '%s' has shape %s; expected %s"
                    .formatted(
                        owner,
                        name,
                        from == null ? "none" : Arrays.toString(from.shape()),
                        Arrays.toString(tensor.shape())));
          }
        });
    live.forEach((name, tensor) -> tensor.copy_(saved.get(name)));
  }
}
