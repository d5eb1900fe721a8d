package dev.basin.optim;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The last pairs (s, y) of L-BFGS and the two-loop recursion over them (Nocedal and Wright 2006,
 * Algorithm 7.4). The recursion is carried out on coefficients, which takes three passes over the
 * pairs instead of a pass for each vector: with {@code ρ_i = 1 / s_iᵀy_i},
 *
 * <pre>
 * α_i = ρ_i (s_iᵀg − Σ_{j newer than i} α_j s_iᵀy_j)       newest first
 * r₀  = H₀ (g − Σ α_i y_i)
 * β_i = ρ_i (y_iᵀr₀ + Σ_{j older than i} (α_j − β_j) s_jᵀy_i)   oldest first
 * H g = r₀ + Σ (α_i − β_i) s_i
 * </pre>
 */
final class CurvaturePairs {
  private final int capacity;
  private final SharedBlocks blocks;
  private final RowMatrix steps; // s
  private final RowMatrix changes; // y
  private final SavedNumbers taken = new SavedNumbers(1);
  private final SavedNumbers products; // s_iᵀ y_j in place i · capacity + j

  /** None; the memory belongs to the open {@code PointerScope}. */
  CurvaturePairs(int capacity, Tensor like, SharedBlocks blocks) {
    this.capacity = capacity;
    this.blocks = blocks;
    this.steps = new RowMatrix(capacity, like.numel(), blocks, like.options());
    this.changes = new RowMatrix(capacity, like.numel(), blocks, like.options());
    this.products = new SavedNumbers(capacity * capacity);
  }

  /** How many pairs are held. */
  int size() {
    return Math.min(taken.getInt(0), capacity);
  }

  RowMatrix steps() {
    return steps;
  }

  RowMatrix changes() {
    return changes;
  }

  /** Forgets all pairs. */
  void clear() {
    taken.set(0, 0);
  }

  /** Takes in a pair, given in blocks, in place of the oldest if the memory is full. */
  void add(List<Tensor> s, List<Tensor> y) {
    int slot = taken.getInt(0) % capacity;
    taken.set(0, taken.get(0) + 1);
    int size = size();
    blocks.forEach(
        k -> {
          steps.block(k, slot).copy_(s.get(k));
          changes.block(k, slot).copy_(y.get(k));
          steps.multiply(k, size, y.get(k));
          changes.multiply(k, size, s.get(k));
        });
    double[] column = steps.sum(size);
    double[] row = changes.sum(size);
    for (int i = 0; i < size; i++) {
      products.set(slot * capacity + i, row[i]);
      products.set(i * capacity + slot, column[i]);
    }
  }

  /** α, by slots, from the products Sᵀg, by slots. */
  double[] firstLoop(double[] gradientProducts) {
    int size = size();
    double[] alpha = new double[size];
    for (int age = size - 1; age >= 0; age--) {
      int i = slot(age);
      double sum = gradientProducts[i];
      for (int newer = age + 1; newer < size; newer++) {
        sum -= alpha[slot(newer)] * product(i, slot(newer));
      }
      alpha[i] = sum / product(i, i);
    }
    return alpha;
  }

  /** α − β, by slots, from α and the products Yᵀr₀, by slots. */
  double[] secondLoop(double[] alpha, double[] scaledProducts) {
    int size = size();
    double[] remainder = new double[size];
    for (int age = 0; age < size; age++) {
      int i = slot(age);
      double sum = scaledProducts[i];
      for (int older = 0; older < age; older++) {
        sum += remainder[slot(older)] * product(slot(older), i);
      }
      remainder[i] = alpha[i] - sum / product(i, i);
    }
    return remainder;
  }

  /** Where the pair of an age is kept, 0 for the oldest. */
  private int slot(int age) {
    return (taken.getInt(0) - size() + age) % capacity;
  }

  private double product(int i, int j) {
    return products.get(i * capacity + j);
  }

  /** Its whole state. */
  Map<String, Tensor> state() {
    return Map.of(
        "adaqn.pairSteps", steps.tensor(),
        "adaqn.pairChanges", changes.tensor(),
        "adaqn.pairProducts", products.tensor(),
        "adaqn.pairsTaken", taken.tensor());
  }
}
