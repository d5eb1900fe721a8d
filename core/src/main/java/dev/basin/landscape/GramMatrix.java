package dev.basin.landscape;

import dev.basin.engine.DimensionMismatchException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The inner products {@code G_ij = ⟨x_i − x_m, x_j − x_m⟩} of iterates x_0 … x_{m−1} as seen from
 * the last one x_m, in float64. Few of them are in memory at a time.
 */
final class GramMatrix {
  /** What the iterates of one block may take. */
  private static final long BLOCK_BYTES = 256L << 20;

  private GramMatrix() {}

  /** G, m × m. */
  static double[][] of(Iterates iterates) {
    int m = iterates.size() - 1;
    double[][] gram = new double[m][m];
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor last = iterates.get(m).to(torch.ScalarType.Double);
      int rows = (int) Math.max(1, Math.min(m, BLOCK_BYTES / (Double.BYTES * last.numel())));
      for (int i = 0; i < m; i += rows) {
        try (PointerScope ofRows = new PointerScope()) {
          Tensor block = block(iterates, last, i, Math.min(m, i + rows));
          for (int j = 0; j <= i; j += rows) {
            try (PointerScope ofColumns = new PointerScope()) {
              Tensor other = j == i ? block : block(iterates, last, j, Math.min(m, j + rows));
              fill(gram, i, j, torch.mm(block, other.t()));
            }
          }
        }
      }
    }
    return gram;
  }

  private static Tensor block(Iterates iterates, Tensor last, int from, int to) {
    List<Tensor> rows = new ArrayList<>();
    for (int k = from; k < to; k++) {
      Tensor x = iterates.get(k);
      if (x.numel() != last.numel()) {
        throw new DimensionMismatchException(
            "iterate " + k, "(" + last.numel() + ")", "(" + x.numel() + ")");
      }
      rows.add(x.to(torch.ScalarType.Double).sub(last));
    }
    return torch.stack(new TensorVector(rows.toArray(new Tensor[0])));
  }

  private static void fill(double[][] gram, int fromRow, int fromColumn, Tensor products) {
    for (int i = 0; i < products.size(0); i++) {
      for (int j = 0; j < products.size(1); j++) {
        double product = products.get(i).get(j).item_double();
        gram[fromRow + i][fromColumn + j] = product;
        gram[fromColumn + j][fromRow + i] = product;
      }
    }
  }
}
