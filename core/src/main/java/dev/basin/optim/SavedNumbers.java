package dev.basin.optim;

import java.nio.DoubleBuffer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Numbers that live in a float64 tensor, so that a checkpoint keeps them beside an optimiser's
 * other tensors. Integers up to 2⁵³ are kept exactly.
 */
final class SavedNumbers {
  private final Tensor tensor;
  private final DoubleBuffer values;

  /** That many zeros; the memory belongs to the open {@code PointerScope}. */
  SavedNumbers(int count) {
    this.tensor = torch.zeros(new long[] {count}, new TensorOptions(torch.ScalarType.Double));
    this.values = tensor.createBuffer();
  }

  double get(int index) {
    return values.get(index);
  }

  int getInt(int index) {
    return (int) values.get(index);
  }

  void set(int index, double value) {
    values.put(index, value);
  }

  /** The tensor, shape (count), that a change of a number changes. */
  Tensor tensor() {
    return tensor;
  }
}
