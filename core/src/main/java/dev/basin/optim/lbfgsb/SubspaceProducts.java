package dev.basin.optim.lbfgsb;

import static org.bytedeco.pytorch.global.torch.zeros;

import dev.basin.optim.TensorBlocks;
import java.util.Optional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The inner products the subspace problem needs: of the changes with all rows over the free
 * variables (YᵀZZᵀ[Y S]), of the steps with all rows over the held ones (SᵀAAᵀ[Y S]), and of all
 * rows with the direction over the free ones. Taken in one pass over the rows.
 */
final class SubspaceProducts {
  private final long free; // the number of free variables
  private final double[][] changes; // YᵀZZᵀR, shape (c, 2c): slots by raw columns
  private final double[][] steps; // SᵀAAᵀR, shape (c, 2c)
  private final double[] direction; // R Z Zᵀd, raw

  private SubspaceProducts(long free, double[][] changes, double[][] steps, double[] direction) {
    this.free = free;
    this.changes = changes;
    this.steps = steps;
    this.direction = direction;
  }

  /** The number of free variables. */
  long free() {
    return free;
  }

  /** R Z Zᵀd, a raw vector. */
  double[] direction() {
    return direction;
  }

  static SubspaceProducts of(LimitedMemoryMatrix matrix, CauchyPoint cauchy, long dimension) {
    int pairs = matrix.pairs();
    long[] free = new long[1];
    double[][][] products = new double[2][][];
    double[][] direction = new double[1][];
    TensorBlocks.scoped(
        () -> {
          TensorOptions options = new TensorOptions(torch.ScalarType.Double);
          Tensor changes = zeros(new long[] {pairs, 2L * pairs}, options);
          Tensor steps = zeros(new long[] {pairs, 2L * pairs}, options);
          Tensor mixed = zeros(new long[] {2L * pairs, 2L * pairs}, options); // both, by turns
          Tensor slopes = zeros(new long[] {2L * pairs}, options);
          TensorBlocks.forEach(
              dimension,
              (from, length) -> {
                Tensor rows = matrix.block(from, length);
                Tensor mask = cauchy.free(from, length);
                long count = mask.count_nonzero().item_long();
                free[0] += count;
                Tensor y = every(rows, 0);
                Tensor s = every(rows, 1);
                Tensor d = cauchy.direction().narrow(0, from, length);
                if (count == length) {
                  changes.addmm_(y, rows.t());
                  slopes.addmv_(rows, d);
                } else if (count == 0) {
                  steps.addmm_(s, rows.t());
                } else {
                  Tensor kept = mask.to(torch.ScalarType.Double);
                  Tensor held = kept.neg().add_(new Scalar(1.0));
                  Tensor weights = torch.stack(new TensorVector(kept, held), 0);
                  Tensor masked = rows.view(pairs, 2, length).mul(weights);
                  mixed.addmm_(masked.view(2L * pairs, length), rows.t());
                  slopes.addmv_(rows, d.mul(kept));
                }
              });
          products[0] = rows(TensorBlocks.read(changes.add_(every(mixed, 0))), pairs);
          products[1] = rows(TensorBlocks.read(steps.add_(every(mixed, 1))), pairs);
          direction[0] = TensorBlocks.read(slopes);
        });
    return new SubspaceProducts(free[0], products[0], products[1], direction[0]);
  }

  /** The rows of slots, all changes (first = 0) or all steps (first = 1): a view. */
  private static Tensor every(Tensor rows, long first) {
    return rows.slice(0, new LongOptional(first), new LongOptional(rows.size(0)), 2);
  }

  private static double[][] rows(double[] flat, int count) {
    double[][] rows = new double[count][2 * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(flat, i * 2 * count, rows[i], 0, 2 * count);
    }
    return rows;
  }

  /** K, factorised; empty if it is numerically not of its signature. */
  Optional<SaddleSystem> system(LimitedMemoryMatrix matrix) {
    int pairs = matrix.pairs();
    double theta = matrix.theta();
    double[][] first = new double[pairs][pairs]; // D + YᵀZZᵀY/θ
    double[][] coupling = new double[pairs][pairs]; // L_A − R_Z
    double[][] last = new double[pairs][pairs]; // θ SᵀAAᵀS
    for (int i = 0; i < pairs; i++) {
      for (int j = 0; j < pairs; j++) {
        first[i][j] = changes[i][2 * j] / theta + (i == j ? matrix.curvature(i) : 0);
        coupling[i][j] = matrix.newer(i, j) ? steps[i][2 * j] : -changes[j][2 * i + 1];
        last[i][j] = theta * steps[i][2 * j + 1];
      }
    }
    return SaddleSystem.factor(first, coupling, last);
  }
}
