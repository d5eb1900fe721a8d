package dev.basin.optim.lbfgsb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.engine.NativeRuntime;
import dev.basin.optim.TensorBlocks;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitedMemoryMatrixTest {
  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  @ParameterizedTest(name = "seed {0}, {1} pairs of which {2} kept")
  @CsvSource({"1, 1, 5", "2, 3, 5", "3, 5, 5", "4, 7, 5", "5, 11, 3", "6, 4, 1", "7, 12, 4"})
  void equalsDenseUpdates(long seed, int pairs, int kept) {
    QuadraticModel model = new QuadraticModel(seed, 12, pairs, kept, 1);
    double[][] dense = model.dense();
    try (LimitedMemoryMatrix matrix = model.matrix()) {
      for (int j = 0; j < model.n; j++) {
        double[] unit = new double[model.n];
        unit[j] = 1;
        assertThat(multiply(matrix, unit)).containsExactly(dense[j], within(1e-9));
      }
    }
  }

  @Test
  void satisfiesTheSecantEquation() {
    QuadraticModel model = new QuadraticModel(8, 12, 6, 4, 1);
    try (LimitedMemoryMatrix matrix = model.matrix()) {
      assertThat(multiply(matrix, model.steps[5])).containsExactly(model.changes[5], within(1e-9));
    }
  }

  @Test
  void isTheIdentityAfterReset() {
    QuadraticModel model = new QuadraticModel(9, 5, 3, 3, 1);
    try (LimitedMemoryMatrix matrix = model.matrix()) {
      matrix.reset();
      assertThat(matrix.pairs()).isZero();
      assertThat(matrix.theta()).isEqualTo(1);
      assertThat(multiply(matrix, model.x)).containsExactly(model.x);
    }
  }

  /** (θI − Rᵀ middle R) v. */
  private static double[] multiply(LimitedMemoryMatrix matrix, double[] v) {
    try (Tensor vector = Tensor.create(v)) {
      double[] result = v.clone();
      double[] inner = QuadraticModel.multiply(matrix.middle(), matrix.products(vector));
      for (int i = 0; i < v.length; i++) {
        result[i] *= matrix.theta();
        if (matrix.pairs() > 0) {
          double[] column = TensorBlocks.read(matrix.block(i, 1).contiguous());
          result[i] -= QuadraticModel.dot(column, inner);
        }
      }
      return result;
    }
  }
}
