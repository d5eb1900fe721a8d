package dev.basin.optim;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A matrix R: (capacity, n) that is filled row by row and multiplied block by block. Products
 * within a block are in the type of its elements, the sum over blocks is in float64.
 */
final class RowMatrix {
  private final Tensor rows;
  private final List<Tensor> blocks; // (capacity, length)
  private final Tensor partial; // (blocks, capacity)

  /** All zero; the memory belongs to the open {@code PointerScope}. */
  RowMatrix(int capacity, long n, SharedBlocks shared, TensorOptions options) {
    this.rows = torch.zeros(new long[] {capacity, n}, options);
    this.blocks = shared.of(rows);
    this.partial = torch.zeros(new long[] {shared.count(), capacity}, options);
  }

  /** The whole, shape (capacity, n), live. */
  Tensor tensor() {
    return rows;
  }

  /** A block of one row, shape (length), live. */
  Tensor block(int k, int row) {
    return blocks.get(k).select(0, row);
  }

  /** Notes the product of a block of the first rows with a block of a vector, for {@link #sum}. */
  void multiply(int k, int count, Tensor vector) {
    torch.mv_out(partial.select(0, k).narrow(0, 0, count), inUse(k, count), vector);
  }

  /** The products of the first rows with the vector whose blocks were multiplied. */
  double[] sum(int count) {
    double[] sums = new double[count];
    int capacity = (int) partial.size(1);
    Buffer terms = partial.createBuffer();
    for (int k = 0; k < blocks.size(); k++) {
      for (int i = 0; i < count; i++) {
        int place = k * capacity + i;
        sums[i] +=
            terms instanceof FloatBuffer floats
                ? floats.get(place)
                : ((DoubleBuffer) terms).get(place);
      }
    }
    return sums;
  }

  /** Adds {@code weight · Rᵀ c} to a block of a vector, for the first rows. */
  void addCombination(int k, Tensor coefficients, Tensor vector, Scalar weight) {
    vector.addmv_(inUse(k, (int) coefficients.numel()).t(), coefficients, new Scalar(1.0), weight);
  }

  /** Coefficients for {@link #addCombination}, in the type of the elements. */
  Tensor coefficients(double[] values) {
    return Tensor.create(values).to(rows.scalar_type());
  }

  private Tensor inUse(int k, int count) {
    return blocks.get(k).narrow(0, 0, count);
  }
}
