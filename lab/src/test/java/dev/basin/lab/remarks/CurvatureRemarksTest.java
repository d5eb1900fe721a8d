package dev.basin.lab.remarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.curvature.SymmetricOperator;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import dev.basin.objective.TwiceDifferentiableFunction;
import dev.basin.sharpness.Directions;
import dev.basin.sharpness.Maximizer;
import dev.basin.sharpness.RandomSubspace;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On diagonal quadratics, whose every quantity is known. */
class CurvatureRemarksTest {
  private static final double[] DIAGONAL = {4, 3, 2, 1, 0.5, 0.25};

  private PointerScope scope;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  /** {@code f = ½ Σ d_i x_i² + 1} and its Hessian. */
  private static final class Diagonal implements TwiceDifferentiableFunction, SymmetricOperator {
    private final Tensor d = Tensor.create(DIAGONAL);

    @Override
    public long dimension() {
      return DIAGONAL.length;
    }

    @Override
    public double valueAndGradient(Tensor x, Tensor gradient) {
      gradient.copy_(d.mul(x));
      return gradient.dot(x).item_double() / 2 + 1;
    }

    @Override
    public void hessianVectorProduct(Tensor x, Tensor v, Tensor product) {
      product.copy_(d.mul(v));
    }

    @Override
    public void multiply(Tensor v, Tensor product) {
      product.copy_(d.mul(v));
    }
  }

  /** Columns given one by one. */
  private record Columns(Tensor matrix) implements Directions {
    @Override
    public long dimension() {
      return matrix.size(1);
    }

    @Override
    public Tensor apply(Tensor y) {
      return torch.mv(matrix, y);
    }

    @Override
    public Tensor applyTranspose(Tensor g) {
      return torch.mv(matrix.t(), g);
    }

    @Override
    public Tensor applyPseudoInverse(Tensor x) {
      throw new UnsupportedOperationException();
    }
  }

  /** Oblique and stretched columns that span e_1 and e_4: their Ritz values are 4 and 1. */
  @Test
  void ritzValuesOfASpanOfEigenvectors() {
    double[] columns = {2, 5, 0, 0, 0, 0, 1, -3, 0, 0, 0, 0};
    Columns a = new Columns(Tensor.create(columns).view(6, 2));
    List<Double> found = RitzValues.of(new Diagonal(), a);
    assertThat(found.get(0)).isCloseTo(4, within(1e-12));
    assertThat(found.get(1)).isCloseTo(1, within(1e-12));
  }

  /** One column: the Rayleigh quotient {@code aᵀHa / aᵀa}. */
  @Test
  void ritzValueOfOneColumn() {
    double[] column = {1, 2, 0, -1, 0, 3};
    double expected = (4 + 4 * 3 + 1 + 9 * 0.25) / 15;
    List<Double> found =
        RitzValues.of(new Diagonal(), new Columns(Tensor.create(column).view(6, 1)));
    assertThat(found).hasSize(1);
    assertThat(found.get(0)).isCloseTo(expected, within(1e-12));
  }

  /**
   * At the minimum x = 0 of a diagonal quadratic the box is {@code |y_i| ≤ ε} and {@code φ = 100 ·
   * ½ ε² Σ d_i / (1 + 1)}.
   */
  @Test
  void bothSidesOfTheRemark() {
    try (Workers workers = new Workers(1);
        RandomSubspace manifold =
            new RandomSubspace(
                DIAGONAL.length, 2, 1, workers, RandomSubspace.DEFAULT_MEMORY_BUDGET)) {
      RemarkConfig config = new RemarkConfig(List.of(0.1, 0.01), 2, Maximizer.BEST, 50, 1);
      Tensor minimum = Tensor.create(new double[DIAGONAL.length]);
      RemarkPoint point =
          new CurvatureRemarks(config, said -> {}).at(new Diagonal(), minimum, manifold);
      assertThat(point.loss()).isEqualTo(1);
      assertThat(point.gradientNorm()).isZero();
      assertThat(point.eigenvalue()).isCloseTo(4, within(1e-3));
      assertThat(point.ritz()).isBetween(0.25, 4.0);
      double sum = 10.75;
      for (RemarkPoint.AtEpsilon at : point.sharpness()) {
        double expected = 100 * 0.5 * at.epsilon() * at.epsilon() * sum / 2;
        assertThat(at.full()).isCloseTo(expected, within(1e-9 * expected));
        assertThat(at.subspace()).isPositive();
      }
    }
  }

  @Test
  void defaults() {
    RemarkConfig config = RemarkConfig.defaults();
    assertThat(config.epsilons()).containsExactly(1e-3, 5e-4, 5e-5);
    assertThat(config.subspace()).isEqualTo(100);
  }
}
