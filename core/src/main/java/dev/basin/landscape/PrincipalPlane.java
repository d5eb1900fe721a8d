package dev.basin.landscape;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * The plane through the last iterate that holds most of a trajectory (Li et al. 2018, section 7.2):
 * with the rows {@code x_i − x_m} of D and the eigenpairs {@code G c = λ c} of the small matrix
 * {@code G = D Dᵀ}, its directions are {@code Dᵀ c / √λ} for the two largest λ. The share of the
 * variance that a component explains is {@code λ / Σ λ}; variance here means the squared distance
 * from the last iterate.
 *
 * @param plane origin x_m, two orthonormal directions; the caller closes it
 * @param explained the share of every component, descending; each from 0 to 1, their sum 1
 * @param positions of all iterates projected onto the plane; the last is the origin
 * @param distances of all iterates from the plane, rounded to about 1e-8 of their distance from the
 *     last one
 */
public record PrincipalPlane(
    Plane plane, List<Double> explained, List<PlanePosition> positions, List<Double> distances) {

  /** Below this share of λ₁ an eigenvalue is rounding. */
  private static final double SMALLEST_SHARE = 1e-12;

  /**
   * Finds the plane. If all iterates lie on one line, the second direction is 0.
   *
   * @param iterates at least 3
   * @throws IllegalArgumentException if there are fewer, or if all of them are equal
   */
  public static PrincipalPlane of(Iterates iterates) {
    int m = iterates.size() - 1;
    if (m < 2) {
      throw new IllegalArgumentException(
          iterates.size() + " iterates; a principal plane needs at least 3");
    }
    double[][] gram = GramMatrix.of(iterates);
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(gram));
    double[] values = new double[m];
    double sum = 0;
    for (int k = 0; k < m; k++) {
      values[k] = Math.max(0, eigen.getEigenvalue(k));
      sum += values[k];
    }
    if (!(values[0] > 0) || !Double.isFinite(sum)) {
      throw new IllegalArgumentException(
          "the iterates are all equal, or not finite; there is no trajectory");
    }
    double[][] coordinates = new double[2][];
    for (int k = 0; k < 2; k++) {
      boolean rounding = values[k] <= SMALLEST_SHARE * values[0];
      coordinates[k] = coordinates(eigen, k, rounding ? 0 : Math.sqrt(values[k]));
    }
    List<Double> explained = new ArrayList<>();
    for (double value : values) {
      explained.add(value / sum);
    }
    return new PrincipalPlane(
        plane(iterates, coordinates, values),
        List.copyOf(explained),
        positions(coordinates),
        distances(gram, coordinates));
  }

  /** {@code ⟨x_i − x_m, v_k⟩ = √λ c_i}, with the sign that makes the first one not negative. */
  private static double[] coordinates(EigenDecompositionSymmetric eigen, int k, double root) {
    double[] c = eigen.getEigenvector(k).toArray();
    double sign = c[0] < 0 ? -1 : 1;
    for (int i = 0; i < c.length; i++) {
      c[i] *= sign * root;
    }
    return c;
  }

  private static Plane plane(Iterates iterates, double[][] coordinates, double[] values) {
    int m = coordinates[0].length;
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor last = iterates.get(m).to(torch.ScalarType.Double);
      Tensor[] directions = {torch.zeros_like(last), torch.zeros_like(last)};
      for (int i = 0; i < m; i++) {
        try (PointerScope one = new PointerScope()) {
          Tensor difference = iterates.get(i).to(torch.ScalarType.Double).sub(last);
          for (int k = 0; k < 2; k++) {
            if (coordinates[k][i] != 0) {
              directions[k].add_(difference, new Scalar(coordinates[k][i] / values[k]));
            }
          }
        }
      }
      return new Plane(last, directions[0], directions[1]);
    }
  }

  private static List<PlanePosition> positions(double[][] coordinates) {
    List<PlanePosition> positions = new ArrayList<>();
    for (int i = 0; i < coordinates[0].length; i++) {
      positions.add(new PlanePosition(coordinates[0][i], coordinates[1][i]));
    }
    positions.add(PlanePosition.ORIGIN);
    return List.copyOf(positions);
  }

  private static List<Double> distances(double[][] gram, double[][] coordinates) {
    List<Double> distances = new ArrayList<>();
    for (int i = 0; i < gram.length; i++) {
      double inPlane = Math.pow(coordinates[0][i], 2) + Math.pow(coordinates[1][i], 2);
      distances.add(Math.sqrt(Math.max(0, gram[i][i] - inPlane)));
    }
    distances.add(0.0);
    return List.copyOf(distances);
  }
}
