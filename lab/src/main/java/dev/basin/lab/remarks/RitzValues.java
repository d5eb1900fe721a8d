package dev.basin.lab.remarks;

import dev.basin.curvature.SymmetricOperator;
import dev.basin.sharpness.Directions;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The Ritz values of a symmetric matrix H from the column space of {@code A ∈ R^{n×p}}: the
 * eigenvalues of {@code Qᵀ H Q}, Q an orthonormal basis of the columns, found as those of {@code
 * L⁻¹ (Aᵀ H A) L⁻ᵀ} with {@code AᵀA = L Lᵀ} (Keskar et al. 2017, section 2.2.2, where the sharpness
 * in a random manifold is said to behave as they do).
 */
final class RitzValues {
  private RitzValues() {}

  /**
   * Computes them with p products.
   *
   * @param operator H
   * @param directions A, of full rank
   * @return p values, descending
   */
  static List<Double> of(SymmetricOperator operator, Directions directions) {
    int p = Math.toIntExact(directions.dimension());
    RealMatrix gram = MatrixUtils.createRealMatrix(p, p);
    RealMatrix projected = MatrixUtils.createRealMatrix(p, p);
    try (PointerScope scope = new PointerScope()) {
      Tensor product = float64(operator.dimension());
      for (int j = 0; j < p; j++) {
        try (PointerScope column = new PointerScope()) {
          Tensor unit = float64(p);
          unit.narrow(0, j, 1).fill_(new Scalar(1.0));
          Tensor a = directions.apply(unit);
          set(gram, j, directions.applyTranspose(a));
          operator.multiply(a, product);
          set(projected, j, directions.applyTranspose(product));
        }
      }
    }
    symmetrise(gram);
    symmetrise(projected);
    RealMatrix lower = new CholeskyDecomposition(gram, 1e-9, 0).getL();
    DecompositionSolver solver = new LUDecomposition(lower).getSolver();
    RealMatrix half = solver.solve(projected);
    RealMatrix whole = solver.solve(half.transpose());
    symmetrise(whole);
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(whole);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < p; i++) {
      values.add(eigen.getEigenvalue(i));
    }
    return List.copyOf(values);
  }

  private static void set(RealMatrix matrix, int column, Tensor values) {
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      matrix.setEntry(i, column, values.narrow(0, i, 1).item_double());
    }
  }

  private static void symmetrise(RealMatrix matrix) {
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      for (int j = 0; j < i; j++) {
        double mean = (matrix.getEntry(i, j) + matrix.getEntry(j, i)) / 2;
        matrix.setEntry(i, j, mean);
        matrix.setEntry(j, i, mean);
      }
    }
  }

  private static Tensor float64(long size) {
    return torch.zeros(new long[] {size}, new TensorOptions(torch.ScalarType.Double));
  }
}
