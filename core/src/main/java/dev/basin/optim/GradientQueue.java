package dev.basin.optim;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The last gradients, F: (capacity, n), first in, first out. Its product {@code Fᵀ(F s) / |F|} with
 * a vector s is that of the empirical Fisher information matrix; |F| is the number of gradients
 * held.
 */
final class GradientQueue {
  private static final int HELD = 0;
  private static final int NEXT = 1;

  private final int capacity;
  private final SharedBlocks blocks;
  private final RowMatrix gradients;
  private final SavedNumbers numbers = new SavedNumbers(2);

  /** Empty; the memory belongs to the open {@code PointerScope}. */
  GradientQueue(int capacity, Tensor like, SharedBlocks blocks) {
    this.capacity = capacity;
    this.blocks = blocks;
    this.gradients = new RowMatrix(capacity, like.numel(), blocks, like.options());
  }

  /** |F|. */
  int size() {
    return numbers.getInt(HELD);
  }

  /** Writes a block of the gradient that {@link #push} then takes in. */
  void write(int k, Tensor gradient) {
    gradients.block(k, numbers.getInt(NEXT)).copy_(gradient);
  }

  /** Takes in the gradient that was written, in place of the oldest if the queue is full. */
  void push() {
    numbers.set(HELD, Math.min(size() + 1, capacity));
    numbers.set(NEXT, (numbers.getInt(NEXT) + 1) % capacity);
  }

  /** Forgets all. */
  void clear() {
    numbers.set(HELD, 0);
    numbers.set(NEXT, 0);
  }

  /** Overwrites y with {@code Fᵀ(F s) / |F|}; s and y are given in blocks. */
  void fisherProduct(List<Tensor> s, List<Tensor> y) {
    int size = size();
    blocks.forEach(k -> gradients.multiply(k, size, s.get(k)));
    Tensor products = gradients.coefficients(gradients.sum(size));
    Scalar mean = new Scalar(1.0 / size);
    blocks.forEach(k -> gradients.addCombination(k, products, y.get(k).zero_(), mean));
  }

  /** Its whole state. */
  Map<String, Tensor> state() {
    return Map.of("adaqn.gradients", gradients.tensor(), "adaqn.queue", numbers.tensor());
  }
}
