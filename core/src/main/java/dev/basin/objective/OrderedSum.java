package dev.basin.objective;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A float64 sum of vectors that arrive in any order and are added in index order, so that its bits
 * do not depend on who was first. Holds only what has to wait.
 */
final class OrderedSum implements AutoCloseable {
  private final Tensor result;
  private final Tensor total;
  private final Map<Integer, Term> waiting = new HashMap<>();
  private int next;

  private record Term(Tensor vector, double weight) {}

  /**
   * A sum of nothing yet.
   *
   * @param result receives the sum at {@link #finish}; a float64 tensor is also where it is taken
   */
  OrderedSum(Tensor result) {
    this.result = result;
    this.total = (isFloat64(result) ? result.detach().zero_() : zeros(result)).retainReference();
  }

  private static boolean isFloat64(Tensor tensor) {
    return tensor.scalar_type().intern() == torch.ScalarType.Double;
  }

  private static Tensor zeros(Tensor like) {
    return torch.zeros(like.shape(), new TensorOptions(torch.ScalarType.Double));
  }

  /** Takes the k-th vector, which this then owns. */
  synchronized void add(int k, Tensor vector, double weight) {
    waiting.put(k, new Term(vector, weight));
    for (Term term = waiting.remove(next); term != null; term = waiting.remove(next)) {
      try (PointerScope scope = new PointerScope()) {
        total.add_(term.vector(), new Scalar(term.weight()));
      }
      term.vector().close();
      next++;
    }
  }

  /** Writes the result, once all terms have been added. */
  void finish() {
    if (!isFloat64(result)) {
      result.copy_(total);
    }
  }

  @Override
  public synchronized void close() {
    waiting.values().forEach(term -> term.vector().close());
    total.releaseReference();
  }
}
